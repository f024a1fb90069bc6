package dev.courtside.gateway.proxy;

import dev.courtside.gateway.exchange.CourtsideHeaders;
import dev.courtside.kit.problem.Problem;
import dev.courtside.kit.problem.ProblemType;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers that the gateway gives itself. */
final class Answers {
    private static final CharSequence PROBLEM = HttpHeaders.createOptimized(Problem.MEDIA_TYPE);
    private static final CharSequence RETRY_AFTER = HttpHeaders.createOptimized("Retry-After");

    /** Up to 99,999,999 bytes. */
    private static final int LONGEST_DROPPED_DIGITS = 8;

    private Answers() {}

    /** Sends a problem document, unless the client is gone or has been answered. */
    static void problem(HttpServerRequest request, Problem problem, @Nullable String traceId) {
        HttpServerResponse response = request.response();
        if (response.headWritten() || response.closed()) {
            return;
        }
        response.setStatusCode(problem.status());
        response.putHeader(HttpHeaders.CONTENT_TYPE, PROBLEM);
        if (traceId != null) {
            response.putHeader(CourtsideHeaders.TRACE_ID, traceId);
        }
        if (problem.status() == ProblemType.UNAUTHENTICATED.status()) {
            response.putHeader("WWW-Authenticate", "Bearer");
        }
        if (problem.status() == ProblemType.UNAVAILABLE.status()) {
            response.putHeader(RETRY_AFTER, "1");
        }
        if (problem.extensions().get("allow") instanceof List<?> allowed) {
            response.putHeader(
                    HttpHeaders.ALLOW,
                    String.join(", ", allowed.stream().map(String::valueOf).toList()));
        }
        Buffer body = Buffer.buffer(problem.withTraceId(traceId).toJson());
        if (request.isEnded()) {
            response.end(body);
            return;
        }
        // The rest of the body is not wanted. A short one is dropped as it comes, so that the client gets to read the
        // answer;
        // whoever sends without end has to connect again.
        request.handler(ignored -> {});
        request.resume();
        if (request.version() != HttpVersion.HTTP_2 && !isShort(request)) {
            response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        response.end(body);
    }

    private static boolean isShort(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length != null && length.length() <= LONGEST_DROPPED_DIGITS;
    }
}
