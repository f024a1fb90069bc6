package dev.courtside.local.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * OTLP's JSON encoding. It is not protobuf's own JSON: ids are hexadecimal and enums are numbers, so it is read by hand; see
 * the <a href="https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding">specification</a>.
 */
final class OtlpJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private OtlpJson() {}

    /**
     * @throws IOException if it is no JSON
     * @throws IllegalArgumentException if an id is not hexadecimal
     */
    static ExportTraceServiceRequest parse(byte[] body) throws IOException {
        ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
        for (JsonNode resourceSpans : JSON.readTree(body).path("resourceSpans")) {
            ResourceSpans.Builder of = request.addResourceSpansBuilder()
                    .setResource(Resource.newBuilder()
                            .addAllAttributes(
                                    attributes(resourceSpans.path("resource").path("attributes"))));
            for (JsonNode scopeSpans : resourceSpans.path("scopeSpans")) {
                ScopeSpans.Builder in = of.addScopeSpansBuilder()
                        .setScope(InstrumentationScope.newBuilder()
                                .setName(scopeSpans.path("scope").path("name").asText())
                                .setVersion(
                                        scopeSpans.path("scope").path("version").asText()));
                scopeSpans.path("spans").forEach(span -> in.addSpans(span(span)));
            }
        }
        return request.build();
    }

    private static Span span(JsonNode json) {
        Span.Builder span = Span.newBuilder()
                .setTraceId(id(json.path("traceId")))
                .setSpanId(id(json.path("spanId")))
                .setParentSpanId(id(json.path("parentSpanId")))
                .setTraceState(json.path("traceState").asText())
                .setName(json.path("name").asText())
                .setKindValue(json.path("kind").asInt())
                .setStartTimeUnixNano(json.path("startTimeUnixNano").asLong())
                .setEndTimeUnixNano(json.path("endTimeUnixNano").asLong())
                .addAllAttributes(attributes(json.path("attributes")))
                .setStatus(Status.newBuilder()
                        .setCodeValue(json.path("status").path("code").asInt())
                        .setMessage(json.path("status").path("message").asText()));
        for (JsonNode event : json.path("events")) {
            span.addEvents(Span.Event.newBuilder()
                    .setName(event.path("name").asText())
                    .setTimeUnixNano(event.path("timeUnixNano").asLong())
                    .addAllAttributes(attributes(event.path("attributes"))));
        }
        for (JsonNode link : json.path("links")) {
            span.addLinks(Span.Link.newBuilder()
                    .setTraceId(id(link.path("traceId")))
                    .setSpanId(id(link.path("spanId")))
                    .addAllAttributes(attributes(link.path("attributes"))));
        }
        return span.build();
    }

    private static ByteString id(JsonNode hex) {
        return ByteString.copyFrom(HexFormat.of().parseHex(hex.asText()));
    }

    private static List<KeyValue> attributes(JsonNode json) {
        List<KeyValue> attributes = new ArrayList<>();
        json.forEach(attribute -> attributes.add(KeyValue.newBuilder()
                .setKey(attribute.path("key").asText())
                .setValue(value(attribute.path("value")))
                .build()));
        return attributes;
    }

    private static AnyValue value(JsonNode json) {
        AnyValue.Builder value = AnyValue.newBuilder();
        if (json.has("boolValue")) {
            return value.setBoolValue(json.path("boolValue").asBoolean()).build();
        }
        if (json.has("intValue")) {
            return value.setIntValue(json.path("intValue").asLong()).build();
        }
        if (json.has("doubleValue")) {
            return value.setDoubleValue(json.path("doubleValue").asDouble()).build();
        }
        if (json.has("arrayValue")) {
            ArrayValue.Builder array = ArrayValue.newBuilder();
            json.path("arrayValue").path("values").forEach(element -> array.addValues(value(element)));
            return value.setArrayValue(array).build();
        }
        if (json.has("kvlistValue")) {
            return value.setKvlistValue(KeyValueList.newBuilder()
                            .addAllValues(attributes(json.path("kvlistValue").path("values"))))
                    .build();
        }
        return value.setStringValue(json.path("stringValue").asText()).build();
    }
}
