package dev.courtside.local.trace;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.HexFormat;
import java.util.List;

/** Spans and exports of tests. */
final class Spans {
    static final long START_NANOS = 1_700_000_000_000_000_000L;

    private Spans() {}

    static String traceId(int number) {
        return "%032x".formatted(number);
    }

    static String spanId(int number) {
        return "%016x".formatted(number);
    }

    /** Lasts 5 ms; younger by one second for each number. */
    static Span.Builder span(int trace, int span, String name) {
        long start = START_NANOS + trace * 1_000_000_000L;
        return Span.newBuilder()
                .setTraceId(bytes(traceId(trace)))
                .setSpanId(bytes(spanId(span)))
                .setName(name)
                .setKind(Span.SpanKind.SPAN_KIND_SERVER)
                .setStartTimeUnixNano(start)
                .setEndTimeUnixNano(start + 5_000_000);
    }

    static KeyValue text(String key, String value) {
        return KeyValue.newBuilder()
                .setKey(key)
                .setValue(AnyValue.newBuilder().setStringValue(value))
                .build();
    }

    static ExportTraceServiceRequest export(String service, Span.Builder... spans) {
        return ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(ResourceSpans.newBuilder()
                        .setResource(Resource.newBuilder()
                                .addAttributes(text("service.name", service))
                                .addAttributes(text("host.name", "here")))
                        .addScopeSpans(ScopeSpans.newBuilder()
                                .setScope(InstrumentationScope.newBuilder()
                                        .setName("io.quarkus")
                                        .setVersion("3"))
                                .addAllSpans(List.of(spans).stream()
                                        .map(Span.Builder::build)
                                        .toList())))
                .build();
    }

    static ByteString bytes(String hex) {
        return ByteString.copyFrom(HexFormat.of().parseHex(hex));
    }
}
