package dev.courtside.local.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Jaeger's query API over a {@link TraceStore}. */
final class JaegerApi {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final TraceStore store;
    private final InstantSource clock;

    JaegerApi(TraceStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    Answer get(URI uri) {
        List<String> path = List.of(uri.getRawPath().substring(1).split("/"));
        Parameters parameters = Parameters.of(uri.getRawQuery());
        try {
            if (path.size() < 2 || !path.getFirst().equals("api")) {
                return notFound();
            }
            return switch (path.get(1)) {
                case "services" -> services(path);
                case "operations" -> path.size() == 2 ? operations(parameters) : notFound();
                case "traces" ->
                    switch (path.size()) {
                        case 2 -> search(parameters);
                        case 3 -> trace(path.get(2));
                        default -> notFound();
                    };
                default -> notFound();
            };
        } catch (IllegalArgumentException wrong) {
            return Answer.failure(400, String.valueOf(wrong.getMessage()));
        }
    }

    private Answer services(List<String> path) {
        if (path.size() == 2) {
            return names(List.copyOf(store.services()));
        }
        if (path.size() == 4 && path.get(3).equals("operations")) {
            return names(store.operations(decoded(path.get(2))).stream()
                    .map(TraceStore.Operation::name)
                    .distinct()
                    .toList());
        }
        return notFound();
    }

    private Answer operations(Parameters parameters) {
        String service = parameters.first("service");
        if (service == null || service.isEmpty()) {
            throw new IllegalArgumentException("parameter 'service' is required");
        }
        String kind = parameters.first("spanKind");
        ArrayNode data = JSON.arrayNode();
        store.operations(service).stream()
                .filter(operation -> kind == null || kind.isEmpty() || kind.equals(operation.spanKind()))
                .forEach(operation ->
                        data.addObject().put("name", operation.name()).put("spanKind", operation.spanKind()));
        return Answer.of(data, data.size());
    }

    private Answer search(Parameters parameters) {
        ArrayNode data = JSON.arrayNode();
        List<String> ids = parameters.all("traceID");
        if (ids.isEmpty()) {
            long now = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
            store.search(TraceQuery.of(parameters::first, parameters.all("tag"), now))
                    .forEach(trace -> data.add(JaegerJson.trace(trace)));
        }
        for (String id : ids) {
            StoredTrace trace = store.find(id);
            if (trace != null) {
                data.add(JaegerJson.trace(trace));
            }
        }
        return Answer.of(data, 0);
    }

    private Answer trace(String id) {
        StoredTrace trace = store.find(id);
        if (trace == null) {
            return Answer.failure(404, "trace not found");
        }
        return Answer.of(JSON.arrayNode().add(JaegerJson.trace(trace)), 0);
    }

    private static Answer names(List<String> names) {
        ArrayNode data = JSON.arrayNode();
        names.forEach(data::add);
        return Answer.of(data, names.size());
    }

    private static Answer notFound() {
        return Answer.failure(
                404,
                "there are /api/services, /api/services/{service}/operations, /api/operations, /api/traces and"
                        + " /api/traces/{id}");
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** A status and Jaeger's envelope. */
    record Answer(int status, JsonNode body) {
        static Answer of(JsonNode data, int total) {
            return new Answer(200, JaegerJson.answer(data, total));
        }

        static Answer failure(int status, String message) {
            return new Answer(status, JaegerJson.failure(status, message));
        }
    }

    private record Parameters(Map<String, List<String>> values) {
        static Parameters of(@Nullable String query) {
            Map<String, List<String>> values = new HashMap<>();
            if (query != null) {
                for (String pair : query.split("&")) {
                    int split = pair.indexOf('=');
                    String name = decoded(split < 0 ? pair : pair.substring(0, split));
                    String value = split < 0 ? "" : decoded(pair.substring(split + 1));
                    values.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
                }
            }
            return new Parameters(values);
        }

        @Nullable
        String first(String name) {
            List<String> all = values.get(name);
            return all == null ? null : all.getFirst();
        }

        List<String> all(String name) {
            return values.getOrDefault(name, List.of());
        }
    }
}
