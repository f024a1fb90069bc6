package dev.courtside.local.trace;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Traces as Jaeger's query API gives them, translated from OTLP as Jaeger does ({@code span.kind}, {@code error}, …). */
final class JaegerJson {
    static final ObjectMapper JSON = new ObjectMapper();

    private JaegerJson() {}

    static ObjectNode page(ArrayNode data) {
        ObjectNode page = JSON.createObjectNode();
        page.set("data", data);
        page.put("total", data.size()).put("limit", 0).put("offset", 0).putNull("errors");
        return page;
    }

    static ObjectNode error(int code, String message) {
        ObjectNode page = JSON.createObjectNode();
        page.putNull("data").put("total", 0).put("limit", 0).put("offset", 0);
        page.putArray("errors").addObject().put("code", code).put("msg", message);
        return page;
    }

    static ObjectNode trace(String traceId, List<StoredSpan> spans) {
        ObjectNode trace = JSON.createObjectNode().put("traceID", traceId);
        ArrayNode list = trace.putArray("spans");
        Map<String, String> processes = new LinkedHashMap<>();
        ObjectNode processNodes = JSON.createObjectNode();
        for (StoredSpan span : spans) {
            String key = span.resource().toByteString().toStringUtf8();
            String process = processes.get(key);
            if (process == null) {
                process = "p" + (processes.size() + 1);
                processes.put(key, process);
                ObjectNode node = processNodes.putObject(process).put("serviceName", span.service());
                ArrayNode tags = node.putArray("tags");
                span.resource().getAttributesList().stream()
                        .filter(attribute -> !attribute.getKey().equals("service.name"))
                        .forEach(attribute -> tag(tags, attribute));
            }
            list.add(span(span, process));
        }
        trace.set("processes", processNodes);
        return trace.putNull("warnings");
    }

    private static ObjectNode span(StoredSpan stored, String process) {
        Span span = stored.span();
        ObjectNode node = JSON.createObjectNode()
                .put("traceID", stored.traceId())
                .put("spanID", StoredSpan.hex(span.getSpanId()))
                .put("operationName", span.getName());
        ArrayNode references = node.putArray("references");
        if (!span.getParentSpanId().isEmpty()) {
            reference(references, "CHILD_OF", stored.traceId(), StoredSpan.hex(span.getParentSpanId()));
        }
        span.getLinksList()
                .forEach(link -> reference(
                        references,
                        "FOLLOWS_FROM",
                        StoredSpan.hex(link.getTraceId()),
                        StoredSpan.hex(link.getSpanId())));
        node.put("startTime", stored.startMicros()).put("duration", stored.durationMicros());
        ArrayNode tags = node.putArray("tags");
        span.getAttributesList().forEach(attribute -> tag(tags, attribute));
        if (!stored.scope().isEmpty()) {
            text(tags, "otel.scope.name", stored.scope());
        }
        String kind = span.getKind().name().substring("SPAN_KIND_".length()).toLowerCase(Locale.ROOT);
        if (!kind.equals("unspecified")) {
            text(tags, "span.kind", kind);
        }
        if (span.getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR) {
            text(tags, "otel.status_code", "ERROR");
            tags.addObject().put("key", "error").put("type", "bool").put("value", true);
            if (!span.getStatus().getMessage().isEmpty()) {
                text(tags, "otel.status_description", span.getStatus().getMessage());
            }
        } else if (span.getStatus().getCode() == Status.StatusCode.STATUS_CODE_OK) {
            text(tags, "otel.status_code", "OK");
        }
        ArrayNode logs = node.putArray("logs");
        for (Span.Event event : span.getEventsList()) {
            ObjectNode log = logs.addObject().put("timestamp", event.getTimeUnixNano() / 1_000);
            ArrayNode fields = log.putArray("fields");
            text(fields, "event", event.getName());
            event.getAttributesList().forEach(attribute -> tag(fields, attribute));
        }
        return node.put("processID", process).putNull("warnings");
    }

    private static void reference(ArrayNode references, String type, String traceId, String spanId) {
        references.addObject().put("refType", type).put("traceID", traceId).put("spanID", spanId);
    }

    private static void text(ArrayNode tags, String key, String value) {
        tags.addObject().put("key", key).put("type", "string").put("value", value);
    }

    private static void tag(ArrayNode tags, KeyValue attribute) {
        AnyValue value = attribute.getValue();
        ObjectNode tag = tags.addObject().put("key", attribute.getKey());
        switch (value.getValueCase()) {
            case BOOL_VALUE -> tag.put("type", "bool").put("value", value.getBoolValue());
            case INT_VALUE -> tag.put("type", "int64").put("value", value.getIntValue());
            case DOUBLE_VALUE -> tag.put("type", "float64").put("value", value.getDoubleValue());
            default -> tag.put("type", "string").put("value", valueAsText(value));
        }
    }

    /** Arrays and maps as JSON text, which is what Jaeger makes of them. */
    static String valueAsText(AnyValue value) {
        return switch (value.getValueCase()) {
            case STRING_VALUE -> value.getStringValue();
            case BOOL_VALUE -> Boolean.toString(value.getBoolValue());
            case INT_VALUE -> Long.toString(value.getIntValue());
            case DOUBLE_VALUE -> Double.toString(value.getDoubleValue());
            case ARRAY_VALUE -> {
                ArrayNode array = JSON.createArrayNode();
                value.getArrayValue().getValuesList().forEach(element -> array.add(valueAsText(element)));
                yield array.toString();
            }
            case KVLIST_VALUE -> {
                ObjectNode object = JSON.createObjectNode();
                value.getKvlistValue()
                        .getValuesList()
                        .forEach(entry -> object.put(entry.getKey(), valueAsText(entry.getValue())));
                yield object.toString();
            }
            case BYTES_VALUE -> StoredSpan.hex(value.getBytesValue());
            case VALUE_NOT_SET -> "";
            default -> "";
        };
    }
}
