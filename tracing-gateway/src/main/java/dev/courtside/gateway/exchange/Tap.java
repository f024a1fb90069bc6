package dev.courtside.gateway.exchange;

import dev.courtside.gateway.price.Usage;
import io.opentelemetry.api.trace.Span;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads along while an answer passes. It never fails: an answer that it does not understand passes unread.
 */
public interface Tap {
    /** Reads nothing. */
    Tap BLIND = chunk -> chunk;

    /**
     * Sees a chunk as it arrives.
     *
     * @return what may be sent on now: the chunk itself except where the gateway asked the upstream for more than the
     *     client did; null for nothing yet
     */
    @Nullable
    Buffer pass(Buffer chunk);

    /** The answer is complete: what is left to be sent on, or null. */
    default @Nullable Buffer finish() {
        return null;
    }

    /** What the upstream said it used. */
    default Usage usage() {
        return Usage.UNKNOWN;
    }

    /** Why an answer with a good status is a failure all the same ({@code error.type}), or null. */
    default @Nullable String errorType() {
        return null;
    }

    /** Whether the answer shows that the call's {@link Call#subject} exists. */
    default boolean confirmsSubject() {
        return false;
    }

    /** Writes what was read onto a span. */
    default void describe(Span span) {}
}
