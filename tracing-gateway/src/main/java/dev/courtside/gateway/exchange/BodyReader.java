package dev.courtside.gateway.exchange;

import dev.courtside.kit.problem.ProblemException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import org.jspecify.annotations.Nullable;

/** Reads request bodies that fit into memory. */
public final class BodyReader {
    /** The longest body that is read: what is longer is refused, or streams through. */
    public static final int LIMIT = 4 * 1024 * 1024;

    /** A body whose length the head does not tell. */
    public static final long UNTOLD = -1;

    private final Promise<Buffer> promise = Promise.promise();
    private final HttpServerRequest request;
    private @Nullable Buffer collected;
    private boolean copied;

    private BodyReader(HttpServerRequest request) {
        this.request = request;
    }

    /** The length that the head announces, 0 for no body, or {@link #UNTOLD}. */
    public static long announcedLength(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null) {
            try {
                return Long.parseLong(length);
            } catch (NumberFormatException e) {
                throw ProblemException.invalid("Content-Length", "It is not a number.");
            }
        }
        if (request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null) {
            return UNTOLD;
        }
        // HTTP/2 needs neither header, and a body may follow all the same
        boolean never = HttpMethod.GET.equals(request.method()) || HttpMethod.HEAD.equals(request.method());
        return request.version() == HttpVersion.HTTP_2 && !never ? UNTOLD : 0;
    }

    /** The whole body; fails with a 413 problem as soon as it is known to be over {@link #LIMIT}. */
    static Future<Buffer> read(HttpServerRequest request) {
        long announced = announcedLength(request);
        if (announced > LIMIT) {
            return Future.failedFuture(tooLarge());
        }
        return new BodyReader(request).start();
    }

    private static ProblemException tooLarge() {
        return ProblemException.tooLarge("The body is over " + LIMIT + " bytes.", LIMIT);
    }

    private Future<Buffer> start() {
        request.exceptionHandler(gone ->
                promise.tryFail(ProblemException.invalid(null, "The connection broke in the middle of the body.")));
        request.handler(this::collect);
        request.endHandler(end -> promise.tryComplete(collected == null ? Buffer.buffer() : collected));
        request.resume();
        return promise.future();
    }

    // most bodies come in one piece, which need not be copied
    private void collect(Buffer chunk) {
        if (collected == null) {
            collected = chunk;
        } else if (collected.length() + chunk.length() > LIMIT) {
            collected = null;
            request.handler(ignored -> {});
            promise.tryFail(tooLarge());
        } else {
            if (!copied) {
                copied = true;
                collected =
                        Buffer.buffer(2 * (collected.length() + chunk.length())).appendBuffer(collected);
            }
            collected.appendBuffer(chunk);
        }
    }
}
