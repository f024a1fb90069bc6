package dev.courtside.local.trace;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.HexFormat;

/** A span with the resource and the instrumentation scope that it came with. */
record StoredSpan(Span span, Resource resource, String scope) {

    String service() {
        return resource.getAttributesList().stream()
                .filter(attribute -> attribute.getKey().equals("service.name"))
                .map(attribute -> attribute.getValue().getStringValue())
                .findFirst()
                .orElse("unknown_service");
    }

    String traceId() {
        return hex(span.getTraceId());
    }

    long startMicros() {
        return span.getStartTimeUnixNano() / 1_000;
    }

    long durationMicros() {
        return Math.max(0, span.getEndTimeUnixNano() - span.getStartTimeUnixNano()) / 1_000;
    }

    static String hex(ByteString id) {
        return HexFormat.of().formatHex(id.toByteArray());
    }
}
