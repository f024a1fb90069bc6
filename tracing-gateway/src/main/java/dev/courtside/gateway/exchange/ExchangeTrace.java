package dev.courtside.gateway.exchange;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/**
 * The trace of one exchange.
 *
 * @param context holds the SERVER span and the client's baggage: the parent of everything done for the exchange
 * @param span the SERVER span; one that records nothing where tracing is off
 */
public record ExchangeTrace(Context context, Span span) {
    /** 32 hexadecimal digits, or null where tracing is off. */
    public @Nullable String id() {
        return span.getSpanContext().isValid() ? span.getSpanContext().getTraceId() : null;
    }
}
