package dev.courtside.local.trace;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.Base64;
import java.util.List;

/**
 * Attributes, kinds and statuses of OTLP as Jaeger tags, by the rules of OpenTelemetry's <a
 * href="https://opentelemetry.io/docs/specs/otel/trace/sdk_exporters/jaeger/">transformation to Jaeger</a>.
 */
final class JaegerTags {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final long LARGEST_SAFE_INTEGER = (1L << 53) - 1;

    private JaegerTags() {}

    /** All tags of a span: its scope, attributes, kind, status and trace state. */
    static ArrayNode of(StoredSpan stored) {
        Span span = stored.span();
        ArrayNode tags = JSON.arrayNode();
        if (!stored.scope().getName().isEmpty()) {
            tags.add(text("otel.scope.name", stored.scope().getName()));
            if (!stored.scope().getVersion().isEmpty()) {
                tags.add(text("otel.scope.version", stored.scope().getVersion()));
            }
        }
        tags.addAll(of(span.getAttributesList()));
        String kind = kind(span.getKind());
        if (!kind.isEmpty()) {
            tags.add(text("span.kind", kind));
        }
        Status status = span.getStatus();
        switch (status.getCode()) {
            case STATUS_CODE_OK -> tags.add(text("otel.status_code", "OK"));
            case STATUS_CODE_ERROR -> {
                tags.add(text("otel.status_code", "ERROR"));
                tags.add(tag("error", "bool").put("value", true));
            }
            case STATUS_CODE_UNSET, UNRECOGNIZED -> {}
        }
        if (!status.getMessage().isEmpty()) {
            tags.add(text("otel.status_description", status.getMessage()));
        }
        if (!span.getTraceState().isEmpty()) {
            tags.add(text("w3c.tracestate", span.getTraceState()));
        }
        return tags;
    }

    static ArrayNode of(List<KeyValue> attributes) {
        ArrayNode tags = JSON.arrayNode();
        attributes.forEach(attribute -> tags.add(of(attribute)));
        return tags;
    }

    /** {@code client}, {@code server}, …; empty where the kind is not specified. */
    static String kind(Span.SpanKind kind) {
        return switch (kind) {
            case SPAN_KIND_CLIENT -> "client";
            case SPAN_KIND_SERVER -> "server";
            case SPAN_KIND_PRODUCER -> "producer";
            case SPAN_KIND_CONSUMER -> "consumer";
            case SPAN_KIND_INTERNAL -> "internal";
            case SPAN_KIND_UNSPECIFIED, UNRECOGNIZED -> "";
        };
    }

    static ObjectNode text(String key, String value) {
        return tag(key, "string").put("value", value);
    }

    /** The value as a tag's text, for comparison with what a query asks for. */
    static String asText(AnyValue value) {
        return of(KeyValue.newBuilder().setKey("").setValue(value).build())
                .path("value")
                .asText();
    }

    private static ObjectNode of(KeyValue attribute) {
        String key = attribute.getKey();
        AnyValue value = attribute.getValue();
        return switch (value.getValueCase()) {
            case BOOL_VALUE -> tag(key, "bool").put("value", value.getBoolValue());
            case INT_VALUE -> integer(key, value.getIntValue());
            case DOUBLE_VALUE -> tag(key, "float64").put("value", value.getDoubleValue());
            case BYTES_VALUE ->
                tag(key, "binary")
                        .put(
                                "value",
                                Base64.getEncoder()
                                        .encodeToString(value.getBytesValue().toByteArray()));
            case ARRAY_VALUE, KVLIST_VALUE -> text(key, plain(value).toString());
            default -> text(key, value.getStringValue());
        };
    }

    private static ObjectNode integer(String key, long value) {
        ObjectNode tag = tag(key, "int64");
        // past 2^53 a JavaScript client would round it, so Jaeger sends digits
        return Math.abs(value) > LARGEST_SAFE_INTEGER
                ? tag.put("value", Long.toString(value))
                : tag.put("value", value);
    }

    private static ObjectNode tag(String key, String type) {
        return JSON.objectNode().put("key", key).put("type", type);
    }

    private static com.fasterxml.jackson.databind.JsonNode plain(AnyValue value) {
        return switch (value.getValueCase()) {
            case BOOL_VALUE -> JSON.booleanNode(value.getBoolValue());
            case INT_VALUE -> JSON.numberNode(value.getIntValue());
            case DOUBLE_VALUE -> JSON.numberNode(value.getDoubleValue());
            case BYTES_VALUE -> JSON.binaryNode(value.getBytesValue().toByteArray());
            case ARRAY_VALUE -> {
                ArrayNode array = JSON.arrayNode();
                value.getArrayValue().getValuesList().forEach(element -> array.add(plain(element)));
                yield array;
            }
            case KVLIST_VALUE -> {
                ObjectNode object = JSON.objectNode();
                value.getKvlistValue()
                        .getValuesList()
                        .forEach(entry -> object.set(entry.getKey(), plain(entry.getValue())));
                yield object;
            }
            default -> JSON.textNode(value.getStringValue());
        };
    }
}
