package dev.courtside.local.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Documents of Jaeger's query API, as its UI and Grafana read them. */
final class JaegerJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private JaegerJson() {}

    /** The envelope around every answer. */
    static ObjectNode answer(JsonNode data, int total) {
        ObjectNode answer = JSON.objectNode();
        answer.set("data", data);
        return answer.put("total", total).put("limit", 0).put("offset", 0).putNull("errors");
    }

    static ObjectNode failure(int code, String message) {
        ObjectNode answer = answer(JSON.nullNode(), 0);
        answer.putArray("errors").addObject().put("code", code).put("msg", message);
        return answer;
    }

    static ObjectNode trace(StoredTrace trace) {
        ObjectNode json = JSON.objectNode().put("traceID", trace.traceId());
        ArrayNode spans = json.putArray("spans");
        ObjectNode processes = JSON.objectNode();
        Map<Resource, String> ids = new HashMap<>();
        for (StoredSpan span : trace.spans()) {
            String processId = ids.computeIfAbsent(span.resource(), resource -> {
                String id = "p" + (ids.size() + 1);
                processes.set(id, process(span));
                return id;
            });
            spans.add(span(span, processId));
        }
        json.set("processes", processes);
        if (trace.droppedSpans() == 0) {
            json.putNull("warnings");
        } else {
            json.putArray("warnings").add(trace.droppedSpans() + " spans past the limit of one trace were dropped");
        }
        return json;
    }

    private static ObjectNode process(StoredSpan span) {
        ObjectNode process = JSON.objectNode().put("serviceName", span.service());
        List<KeyValue> others = span.resource().getAttributesList().stream()
                .filter(attribute -> !attribute.getKey().equals("service.name"))
                .toList();
        process.set("tags", JaegerTags.of(others));
        return process;
    }

    private static ObjectNode span(StoredSpan stored, String processId) {
        Span span = stored.span();
        ObjectNode json = JSON.objectNode()
                .put("traceID", stored.traceId())
                .put("spanID", stored.spanId())
                .put("operationName", span.getName());
        json.set("references", references(stored));
        json.put("startTime", stored.startMicros()).put("duration", stored.durationMicros());
        json.set("tags", JaegerTags.of(stored));
        ArrayNode logs = json.putArray("logs");
        span.getEventsList().forEach(event -> logs.add(log(event)));
        return json.put("processID", processId).putNull("warnings");
    }

    private static ArrayNode references(StoredSpan stored) {
        ArrayNode references = JSON.arrayNode();
        if (!stored.span().getParentSpanId().isEmpty()) {
            references.add(reference(
                    "CHILD_OF",
                    stored.traceId(),
                    HexFormat.of().formatHex(stored.span().getParentSpanId().toByteArray())));
        }
        for (Span.Link link : stored.span().getLinksList()) {
            references.add(reference(
                    "FOLLOWS_FROM",
                    HexFormat.of().formatHex(link.getTraceId().toByteArray()),
                    HexFormat.of().formatHex(link.getSpanId().toByteArray())));
        }
        return references;
    }

    private static ObjectNode reference(String type, String traceId, String spanId) {
        return JSON.objectNode().put("refType", type).put("traceID", traceId).put("spanID", spanId);
    }

    private static ObjectNode log(Span.Event event) {
        ObjectNode log = JSON.objectNode().put("timestamp", event.getTimeUnixNano() / 1_000);
        ArrayNode fields = log.putArray("fields");
        boolean named = event.getAttributesList().stream()
                .anyMatch(attribute -> attribute.getKey().equals("event"));
        if (!named && !event.getName().isEmpty()) {
            fields.add(JaegerTags.text("event", event.getName()));
        }
        fields.addAll(JaegerTags.of(event.getAttributesList()));
        return log;
    }
}
