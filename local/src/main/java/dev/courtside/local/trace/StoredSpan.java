package dev.courtside.local.trace;

import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.HexFormat;

/**
 * One span as it was received, with the resource and scope it was sent under.
 *
 * @param traceId 32 lower-case hexadecimal digits
 * @param spanId  16 lower-case hexadecimal digits
 * @param service the resource's {@code service.name}
 * @param bytes   the encoded size of the span alone
 */
record StoredSpan(
        String traceId,
        String spanId,
        String service,
        Span span,
        InstrumentationScope scope,
        Resource resource,
        int bytes) {
    /** What Jaeger calls a resource without a service name. */
    static final String NO_SERVICE = "OTLPResourceNoServiceName";

    static StoredSpan of(Span span, InstrumentationScope scope, Resource resource) {
        return new StoredSpan(
                HexFormat.of().formatHex(span.getTraceId().toByteArray()),
                HexFormat.of().formatHex(span.getSpanId().toByteArray()),
                serviceOf(resource),
                span,
                scope,
                resource,
                span.getSerializedSize());
    }

    long startMicros() {
        return span.getStartTimeUnixNano() / 1_000;
    }

    long durationMicros() {
        return Math.max(0, span.getEndTimeUnixNano() - span.getStartTimeUnixNano()) / 1_000;
    }

    private static String serviceOf(Resource resource) {
        return resource.getAttributesList().stream()
                .filter(attribute -> attribute.getKey().equals("service.name"))
                .map(attribute -> attribute.getValue().getStringValue())
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse(NO_SERVICE);
    }
}
