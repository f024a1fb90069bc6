package dev.courtside.gateway.http;

import dev.courtside.gateway.exchange.AnswerHead;
import dev.courtside.gateway.exchange.Call;
import dev.courtside.gateway.exchange.Tap;
import io.opentelemetry.api.trace.Span;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import org.jspecify.annotations.Nullable;

/**
 * Any other HTTP request: passes unread.
 *
 * @param method for the span's name
 * @param body as sent; null where there is none, or where it streams
 * @param streamsBody whether the body was too long to be read, or of a length not told
 */
public record PlainCall(HttpMethod method, @Nullable Buffer body, boolean streamsBody) implements Call {
    @Override
    public Call withBody(Buffer changed) {
        return new PlainCall(method, changed, false);
    }

    @Override
    public boolean readsAnswer() {
        return false;
    }

    @Override
    public Tap tap(AnswerHead head) {
        return Tap.BLIND;
    }

    @Override
    public void describe(Span span) {}

    @Override
    public String spanName(boolean known) {
        return method.name();
    }
}
