package dev.courtside.kit.problem;

import java.net.URI;
import java.util.Locale;

/** The stable kinds of failure. Each has a URI that clients may compare (RFC 9457, section 3.1.1) and one status. */
public enum ProblemType {
    INVALID_REQUEST(400, "The request is not valid"),
    INVALID_JSON(400, "The body is not valid JSON"),
    UNAUTHENTICATED(401, "A valid token is needed"),
    FORBIDDEN(403, "The token's role does not allow this"),
    NOT_FOUND(404, "There is no such resource"),
    METHOD_NOT_ALLOWED(405, "The resource does not have this method"),
    NOT_ACCEPTABLE(406, "None of the accepted media types is offered"),
    CONFLICT(409, "The resource's state does not allow this"),
    PRECONDITION_FAILED(412, "The resource has changed since it was read"),
    TOO_LARGE(413, "The request is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "The body's media type is not supported"),
    UNPROCESSABLE(422, "The request cannot be carried out as it is"),
    RATE_LIMITED(429, "A limit has been reached"),
    INTERNAL(500, "Something failed that should not have"),
    BAD_GATEWAY(502, "The upstream failed"),
    UNAVAILABLE(503, "A dependency is not available"),
    GATEWAY_TIMEOUT(504, "The upstream did not answer in time");

    private final int status;
    private final String title;
    private final URI uri;

    ProblemType(int status, String title) {
        this.status = status;
        this.title = title;
        this.uri = URI.create("https://courtside.dev/problems/"
                + name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    public URI uri() {
        return uri;
    }

    /** The type that stands for a status which a framework chose; its class's general type if none fits exactly. */
    public static ProblemType ofStatus(int status) {
        for (ProblemType type : values()) {
            if (type.status == status && type != INVALID_JSON) {
                return type;
            }
        }
        return status >= 500 ? INTERNAL : INVALID_REQUEST;
    }
}
