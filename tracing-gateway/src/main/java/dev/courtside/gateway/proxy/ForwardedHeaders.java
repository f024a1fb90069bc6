package dev.courtside.gateway.proxy;

import dev.courtside.gateway.credential.Credentials;
import dev.courtside.gateway.exchange.CourtsideHeaders;
import dev.courtside.gateway.exchange.Exchange;
import dev.courtside.gateway.route.Protocol;
import dev.courtside.gateway.telemetry.Tracing;
import dev.courtside.kit.problem.ProblemException;
import io.opentelemetry.api.trace.Span;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which headers pass the gateway, and which are put in. */
@Singleton
public class ForwardedHeaders {
    private static final CharSequence API_KEY = HttpHeaders.createOptimized("x-api-key");

    /** Those of one connection (RFC 9110, 7.6.1), never passed on in either direction. */
    private static final Set<String> HOP_BY_HOP = caseless(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "http2-settings");

    /** What the gateway says itself: keys are its own, the rest follows from how the request is sent. */
    private static final Set<String> REPLACED =
            caseless("authorization", "x-api-key", "host", "content-length", "expect");

    private static final Set<String> TRACE = caseless("traceparent", "tracestate", "baggage");

    private final Credentials credentials;
    private final Tracing tracing;

    public ForwardedHeaders(Credentials credentials, Tracing tracing) {
        this.credentials = credentials;
        this.tracing = tracing;
    }

    private static Set<String> caseless(String... names) {
        Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        set.addAll(Arrays.asList(names));
        return set;
    }

    /**
     * Fills the headers of an upstream request.
     *
     * @throws ProblemException 503 where the route's key is not there
     */
    void forRequest(Exchange exchange, Span attempt, MultiMap upstream) {
        MultiMap client = exchange.arrival().request().headers();
        Set<String> named = namedByConnection(client);
        boolean readsAnswer = exchange.call().readsAnswer();
        for (Map.Entry<String, String> header : client) {
            String name = header.getKey();
            if (!HOP_BY_HOP.contains(name)
                    && !REPLACED.contains(name)
                    && !isCourtsides(name)
                    && !(tracing.isEnabled() && TRACE.contains(name))
                    && !(readsAnswer && name.equalsIgnoreCase("accept-encoding"))
                    && (named == null || !named.contains(name))) {
                upstream.add(name, header.getValue());
            }
        }
        if (readsAnswer) {
            upstream.set(HttpHeaders.ACCEPT_ENCODING, HttpHeaders.IDENTITY);
        }
        exchange.variants().headers().forEach(upstream::set);
        authorize(exchange, upstream);
        tracing.inject(exchange, attempt, upstream);
    }

    /** Whether an experiment may set a header: not those by which the gateway itself holds the connection together. */
    public static boolean isFree(String name) {
        return !HOP_BY_HOP.contains(name) && !REPLACED.contains(name) && !TRACE.contains(name) && !isCourtsides(name);
    }

    private void authorize(Exchange exchange, MultiMap upstream) {
        String credential = exchange.route().credential();
        if (credential == null) {
            return;
        }
        String key = credentials.resolve(credential);
        if (key == null) {
            throw ProblemException.unavailable(
                    "The upstream key '" + credential + "' of the route is not there.", null);
        }
        if (exchange.route().protocol() == Protocol.ANTHROPIC) {
            upstream.set(API_KEY, key);
        } else {
            upstream.set(HttpHeaders.AUTHORIZATION, "Bearer " + key);
        }
    }

    /** Copies the headers of an upstream's answer. */
    static void forAnswer(MultiMap upstream, MultiMap client) {
        Set<String> named = namedByConnection(upstream);
        for (Map.Entry<String, String> header : upstream) {
            String name = header.getKey();
            if (!HOP_BY_HOP.contains(name) && !isCourtsides(name) && (named == null || !named.contains(name))) {
                client.add(name, header.getValue());
            }
        }
    }

    private static boolean isCourtsides(String name) {
        return name.regionMatches(true, 0, CourtsideHeaders.PREFIX, 0, CourtsideHeaders.PREFIX.length());
    }

    private static @Nullable Set<String> namedByConnection(MultiMap headers) {
        String connection = headers.get(HttpHeaders.CONNECTION);
        if (connection == null || connection.equalsIgnoreCase("keep-alive") || connection.equalsIgnoreCase("close")) {
            return null;
        }
        return caseless(connection.toLowerCase(Locale.ROOT).replace(" ", "").split(",", -1));
    }
}
