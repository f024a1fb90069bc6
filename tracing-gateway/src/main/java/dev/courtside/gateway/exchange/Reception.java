package dev.courtside.gateway.exchange;

import dev.courtside.gateway.route.RouteDefinition;
import dev.courtside.gateway.snapshot.Snapshots;
import dev.courtside.kit.problem.Problem;
import dev.courtside.kit.problem.ProblemException;
import dev.courtside.kit.problem.ProblemType;
import dev.courtside.kit.security.Role;
import dev.courtside.kit.security.TokenAuthentication;
import dev.courtside.kit.security.TokenDirectory;
import dev.courtside.kit.security.TokenGrant;
import dev.courtside.kit.security.Unauthenticated;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The first steps of every exchange: who asks, for what, and by which route. The token is looked at before a byte of the body
 * is read.
 */
@Singleton
public class Reception {
    private static final int LONGEST_UNIT = 256;

    private final TokenDirectory tokens;
    private final Snapshots snapshots;
    private final Calls calls;

    public Reception(TokenDirectory tokens, Snapshots snapshots, Calls calls) {
        this.tokens = tokens;
        this.snapshots = snapshots;
        this.calls = calls;
    }

    /**
     * What is known of an exchange once its body was read.
     *
     * @param call what is asked for
     * @param caller who asks
     * @param route the way it takes
     */
    public record Received(Call call, Caller caller, RouteDefinition route) {}

    /** Fails with the problem that answers the client. */
    public Future<Received> receive(Arrival arrival) {
        try {
            TokenGrant token = authenticate(arrival.request());
            checkPath(arrival);
            RouteDefinition named = namedRoute(arrival);
            if (named != null) {
                checkRoute(token, named);
            }
            if (calls.needsNoBody(arrival)) {
                return Future.succeededFuture(received(arrival, token, named, calls.withoutBody(arrival)));
            }
            return BodyReader.read(arrival.request())
                    .map(body -> received(arrival, token, named, calls.read(arrival, body)));
        } catch (ProblemException refusal) {
            return Future.failedFuture(refusal);
        }
    }

    private TokenGrant authenticate(HttpServerRequest request) {
        String secret = TokenAuthentication.presented(request);
        TokenGrant token = secret == null ? null : tokens.find(secret);
        if (token == null) {
            throw new ProblemException(Unauthenticated.problem());
        }
        if (!token.role().implies(Role.INGEST)) {
            throw ProblemException.of(
                    ProblemType.FORBIDDEN,
                    "The role " + token.role().wireName() + " may not call the data path; " + Role.Names.INGEST
                            + " may.");
        }
        return token;
    }

    private static void checkPath(Arrival arrival) {
        Operation operation = arrival.operation();
        if (!operation.allows(arrival.request().method())) {
            throw new ProblemException(
                    Problem.of(ProblemType.METHOD_NOT_ALLOWED, "This path takes " + operation.allow() + ".")
                            .withExtension("allow", List.of(operation.allow().split(", ", -1))));
        }
        if (Recognition.hasDotSegment(arrival.destination().rest())) {
            throw ProblemException.invalid(null, "The path must not contain '.' or '..' segments.");
        }
    }

    /** The route that the path or {@code Courtside-Route} names; null where neither does. */
    private @Nullable RouteDefinition namedRoute(Arrival arrival) {
        String name = arrival.destination().routeName();
        if (name == null) {
            name = arrival.request().getHeader(CourtsideHeaders.ROUTE);
            if (name == null) {
                return null;
            }
        }
        RouteDefinition route = snapshots.routes().byName(name);
        if (route == null || route.protocol() != arrival.operation().protocol()) {
            throw ProblemException.notFound(arrival.operation().protocol().label() + " route", shortened(name));
        }
        return route;
    }

    private Received received(Arrival arrival, TokenGrant token, @Nullable RouteDefinition named, Call call) {
        RouteDefinition route = named == null ? routeOf(arrival, call) : named;
        if (named == null) {
            checkRoute(token, route);
        }
        call.checkAllowed(token);
        return new Received(call, caller(arrival.request(), token, call), route);
    }

    private RouteDefinition routeOf(Arrival arrival, Call call) {
        RouteDefinition route = snapshots.routes().forModel(arrival.operation().protocol(), null, call.model());
        if (route == null) {
            String what = arrival.operation().protocol().label() + " route for the model";
            throw call.model() == null
                    ? ProblemException.of(ProblemType.NOT_FOUND, "There is no such route.")
                    : ProblemException.notFound(what, shortened(call.model()));
        }
        return route;
    }

    private static void checkRoute(TokenGrant token, RouteDefinition route) {
        if (!token.allowsRoute(route.name())) {
            throw ProblemException.of(
                    ProblemType.FORBIDDEN, "The token does not allow the route " + route.name() + ".");
        }
    }

    private static Caller caller(HttpServerRequest request, TokenGrant token, Call call) {
        String unit = request.getHeader(CourtsideHeaders.USER);
        if (unit == null || unit.isBlank()) {
            unit = call.user();
        }
        if (unit == null || unit.isBlank()) {
            unit = token.id();
        }
        if (unit.length() > LONGEST_UNIT) {
            throw ProblemException.invalid(
                    CourtsideHeaders.USER.toString(), "A user has at most " + LONGEST_UNIT + " characters.");
        }
        return new Caller(
                token,
                unit,
                request.getHeader(CourtsideHeaders.QUERY_TYPE),
                request.getHeader(CourtsideHeaders.CLIENT_REGION));
    }

    private static String shortened(String text) {
        return text.length() <= 100 ? text : text.substring(0, 100) + "…";
    }
}
