package dev.courtside.e2e.house;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A span as Jaeger tells it.
 *
 * @param parent span id, empty at a root
 * @param kind {@code server}, {@code client}, {@code internal}, …
 * @param tags as text, by their names
 */
public record Span(String id, String parent, String service, String name, String kind, Map<String, String> tags) {

    static Span of(JsonNode span, JsonNode processes) {
        Map<String, String> tags = new HashMap<>();
        span.path("tags")
                .forEach(tag ->
                        tags.put(tag.path("key").asText(), tag.path("value").asText()));
        String parent = "";
        for (JsonNode reference : span.path("references")) {
            if (reference.path("refType").asText().equals("CHILD_OF")) {
                parent = reference.path("spanID").asText();
            }
        }
        return new Span(
                span.path("spanID").asText(),
                parent,
                processes
                        .path(span.path("processID").asText())
                        .path("serviceName")
                        .asText(),
                span.path("operationName").asText(),
                tags.getOrDefault("span.kind", "internal"),
                tags);
    }

    public String tag(String name) {
        return tags.getOrDefault(name, "");
    }

    /** Those of a service and kind. */
    public static List<Span> of(List<Span> spans, String service, String kind) {
        return spans.stream()
                .filter(span -> span.service().equals(service) && span.kind().equals(kind))
                .toList();
    }
}
