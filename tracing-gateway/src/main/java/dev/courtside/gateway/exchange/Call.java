package dev.courtside.gateway.exchange;

import dev.courtside.kit.security.TokenGrant;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** What a request asks for, in the terms of its protocol. Immutable. */
public interface Call {
    /** The body as the client (or a variant) wrote it; null where there is none or where it streams through. */
    @Nullable
    Buffer body();

    /** Whether the client's body streams through, and so can neither be read nor sent twice. */
    default boolean streamsBody() {
        return false;
    }

    /** The model asked for, or null. */
    default @Nullable String model() {
        return null;
    }

    /** The user that the body names, or null. */
    default @Nullable String user() {
        return null;
    }

    /** Where the client wrote its trace context into the body, as a {@code traceparent}; null where it did not. */
    default @Nullable String traceParent() {
        return null;
    }

    /**
     * Holds the call against what the token allows.
     *
     * @throws dev.courtside.kit.problem.ProblemException 403 where the token may not ask for this
     */
    default void checkAllowed(TokenGrant token) {}

    /**
     * The same call with another body, which is read anew.
     *
     * @throws dev.courtside.kit.problem.ProblemException where the body is none of this protocol
     */
    Call withBody(Buffer changed);

    /**
     * The body to send in one attempt.
     *
     * @param attempt the span of the attempt, for protocols that carry the trace in the body
     */
    default @Nullable Buffer bodyFor(SpanContext attempt) {
        return body();
    }

    /** Whether the answer may only come back unencoded, because the tap reads it. */
    default boolean readsAnswer() {
        return true;
    }

    /** Whether the exchange is a stream of messages that may be silent for as long as it likes. */
    default boolean isOpenEnded() {
        return false;
    }

    /** A tap for one answer. */
    Tap tap(AnswerHead head);

    /** Writes what is known of the request onto a span of either kind. */
    void describe(Span span);

    /**
     * The name of the CLIENT span.
     *
     * @param known whether {@link #subject} is known, and may be part of it
     */
    String spanName(boolean known);

    /** The name of the SERVER span, or null for the method and the path's template. */
    default @Nullable String serverSpanName(boolean known) {
        return null;
    }

    /** What the client chose freely: it may be part of names and labels only where it is known. Null for nothing. */
    default @Nullable String subject() {
        return model();
    }
}
