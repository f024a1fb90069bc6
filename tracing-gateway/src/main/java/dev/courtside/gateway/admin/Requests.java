package dev.courtside.gateway.admin;

import dev.courtside.gateway.InvalidFieldException;
import dev.courtside.kit.page.Preconditions;
import dev.courtside.kit.problem.ProblemException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How requests are read and answered. */
public final class Requests {
    private Requests() {}

    /** The body, or 400 when there is none. */
    public static <T> T body(@Nullable T body) {
        if (body == null) {
            throw ProblemException.invalid("body", "A JSON object is required");
        }
        return body;
    }

    /** Turns what a domain record refuses into 422 with the field. */
    public static <T> T checked(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (InvalidFieldException e) {
            throw ProblemException.unprocessable(e.field(), e.detail());
        }
    }

    /** An answer with its version as ETag. */
    public static Response respond(Response.Status status, Object entity, long version) {
        return Response.status(status)
                .entity(entity)
                .header(HttpHeaders.ETAG, Preconditions.etag(version))
                .build();
    }
}
