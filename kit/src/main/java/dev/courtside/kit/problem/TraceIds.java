package dev.courtside.kit.problem;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import org.jspecify.annotations.Nullable;

/** The trace of the work in progress. */
public final class TraceIds {
    private TraceIds() {}

    /** 32 hexadecimal digits, or null where nothing is traced. */
    public static @Nullable String current() {
        SpanContext context = Span.current().getSpanContext();
        return context.isValid() ? context.getTraceId() : null;
    }
}
