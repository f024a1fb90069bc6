package dev.courtside.kit.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.courtside.kit.problem.Problem;
import dev.courtside.kit.problem.ProblemException;
import dev.courtside.kit.problem.ProblemType;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/**
 * {@code Idempotency-Key} on a POST: the first request under a key (of one token) is carried out, the same request again
 * within 24 hours gets the first one's answer with {@code Idempotency-Replayed: true}, another request under the key is
 * refused with 422, and one that comes while the first still runs with 409.
 *
 * <p>The key is taken and the answer kept beside the write, not in its transaction: where the process dies in between,
 * the same request is carried out again after a minute. Creations then answer 409 by their own unique key.
 */
public class IdempotencyFilter {
    private static final Logger LOG = Logger.getLogger(IdempotencyFilter.class);
    private static final String HEADER = "Idempotency-Key";
    private static final String CLAIMED = "courtside.idempotency";
    private static final int MAX_KEY = 255;

    private final IdempotencyStore store;
    private final SecurityIdentity identity;
    private final ObjectMapper json;

    public IdempotencyFilter(IdempotencyStore store, SecurityIdentity identity, ObjectMapper json) {
        this.store = store;
        this.identity = identity;
        this.json = json;
    }

    @ServerRequestFilter(readBody = true)
    @Priority(Priorities.USER)
    public Uni<@Nullable Response> claim(ContainerRequestContext request) throws IOException {
        String key = request.getHeaderString(HEADER);
        if (key == null || !request.getMethod().equals("POST") || identity.isAnonymous()) {
            return Uni.createFrom().nullItem();
        }
        if (key.isBlank() || key.length() > MAX_KEY) {
            throw ProblemException.invalid(HEADER, "An idempotency key has 1 to " + MAX_KEY + " characters.");
        }
        byte[] body = request.getEntityStream().readAllBytes();
        request.setEntityStream(new ByteArrayInputStream(body));
        IdempotencyStore.Request claimed = new IdempotencyStore.Request(
                identity.getPrincipal().getName(),
                key,
                "POST " + request.getUriInfo().getRequestUri().getPath(),
                sha256(body));
        return store.claim(claimed).map(earlier -> {
            if (earlier == null) {
                request.setProperty(CLAIMED, claimed);
                return null;
            }
            return again(claimed, earlier);
        });
    }

    private static Response again(IdempotencyStore.Request request, IdempotencyStore.Earlier earlier) {
        if (!earlier.isSame(request)) {
            throw ProblemException.unprocessable(
                    HEADER, "This key was used for another request (" + earlier.line() + "); take a new one.");
        }
        Integer status = earlier.status();
        if (status == null) {
            throw new ProblemException(
                    Problem.of(ProblemType.CONFLICT, "The first request under this key is still being carried out.")
                            .withField(HEADER)
                            .withExtension("retryAfterSeconds", 1));
        }
        Response.ResponseBuilder replay = Response.status(status).header("Idempotency-Replayed", "true");
        byte[] body = earlier.body();
        if (body != null && body.length > 0) {
            replay.entity(body).type(earlier.contentType());
        }
        if (earlier.etag() != null) {
            replay.header(HttpHeaders.ETAG, earlier.etag());
        }
        return replay.build();
    }

    @ServerResponseFilter
    public Uni<Void> keep(ContainerRequestContext request, ContainerResponseContext response) {
        if (!(request.getProperty(CLAIMED) instanceof IdempotencyStore.Request claimed)) {
            return Uni.createFrom().voidItem();
        }
        Uni<Void> kept;
        if (response.getStatus() >= 500 || response.getStatus() == 429) {
            kept = store.forget(claimed);
        } else if (String.valueOf(response.getHeaderString(HttpHeaders.CACHE_CONTROL))
                .contains("no-store")) {
            Problem secret = Problem.of(
                            ProblemType.CONFLICT,
                            "The request under this key has been carried out; its answer holds a secret and is not kept.")
                    .withField(HEADER);
            kept = store.answered(claimed, secret.status(), Problem.MEDIA_TYPE, null, secret.toJson());
        } else {
            kept = store.answered(
                    claimed,
                    response.getStatus(),
                    response.getMediaType() == null
                            ? "application/json"
                            : response.getMediaType().toString(),
                    response.getHeaderString(HttpHeaders.ETAG),
                    bytes(response.getEntity()));
        }
        // the write has happened: that its answer could not be kept must not turn it into a failure
        return kept.onFailure()
                .invoke(failure -> LOG.warnf("an idempotent answer was not kept: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private byte[] bytes(@Nullable Object entity) {
        return switch (entity) {
            case null -> new byte[0];
            case byte[] raw -> raw;
            case String text -> text.getBytes(StandardCharsets.UTF_8);
            default -> {
                try {
                    yield json.writeValueAsBytes(entity);
                } catch (JsonProcessingException e) {
                    throw new IllegalStateException("an answer that is sent as JSON can be written as JSON", e);
                }
            }
        };
    }

    private static String sha256(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
