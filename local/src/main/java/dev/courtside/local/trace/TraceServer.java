package dev.courtside.local.trace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.google.protobuf.InvalidProtocolBufferException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import org.jboss.logging.Logger;

/**
 * One loopback port that takes OTLP/HTTP ({@code POST /v1/traces}, protobuf, gzip or not) and answers Jaeger's query API
 * ({@code /api/services}, {@code /api/services/{service}/operations}, {@code /api/traces}, {@code /api/traces/{id}}).
 */
public final class TraceServer implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(TraceServer.class);
    private static final int MAX_BODY = 16 * 1024 * 1024;
    private static final int DEFAULT_LIMIT = 20;
    private static final int MAX_LIMIT = 1_000;

    private final TraceStore store;
    private final HttpServer server;

    /** @param port 0 for a free one */
    public TraceServer(TraceStore store, int port) throws IOException {
        this.store = store;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 64);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String method = exchange.getRequestMethod();
            if (path.equals("/v1/traces")) {
                if (method.equals("POST")) {
                    receive(exchange);
                } else {
                    answer(exchange, 405, JaegerJson.error(405, "POST only"));
                }
            } else if (!method.equals("GET")) {
                answer(exchange, 405, JaegerJson.error(405, "GET only"));
            } else {
                query(exchange, path);
            }
        } catch (IllegalArgumentException e) {
            answer(exchange, 400, JaegerJson.error(400, String.valueOf(e.getMessage())));
        } catch (RuntimeException e) {
            LOG.error("the trace store failed", e);
            answer(exchange, 500, JaegerJson.error(500, "it has been logged"));
        }
    }

    private void receive(HttpExchange exchange) throws IOException {
        String type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
        if (!type.startsWith("application/x-protobuf")) {
            answer(exchange, 415, JaegerJson.error(415, "send application/x-protobuf"));
            return;
        }
        byte[] body;
        boolean gzip = "gzip".equalsIgnoreCase(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        try (InputStream raw = exchange.getRequestBody();
                InputStream in = gzip ? new GZIPInputStream(raw) : raw) {
            body = in.readNBytes(MAX_BODY + 1); // bounds what a small compressed body may grow to as well
        }
        if (body.length > MAX_BODY) {
            answer(exchange, 413, JaegerJson.error(413, "a body may have " + MAX_BODY + " bytes"));
            return;
        }
        long refused;
        try {
            refused = store.accept(ExportTraceServiceRequest.parseFrom(body));
        } catch (InvalidProtocolBufferException e) {
            answer(exchange, 400, JaegerJson.error(400, "not an ExportTraceServiceRequest: " + e.getMessage()));
            return;
        }
        ExportTraceServiceResponse.Builder response = ExportTraceServiceResponse.newBuilder();
        if (refused > 0) {
            response.setPartialSuccess(ExportTracePartialSuccess.newBuilder()
                    .setRejectedSpans(refused)
                    .setErrorMessage("the trace is full or an id is malformed"));
        }
        send(exchange, 200, "application/x-protobuf", response.build().toByteArray());
    }

    private void query(HttpExchange exchange, String path) throws IOException {
        List<String> parts = List.of(path.substring(1).split("/"));
        if (path.equals("/api/services")) {
            ArrayNode names = JaegerJson.JSON.createArrayNode();
            store.services().forEach(names::add);
            answer(exchange, 200, JaegerJson.page(names));
        } else if (parts.size() == 4 && path.startsWith("/api/services/") && path.endsWith("/operations")) {
            ArrayNode names = JaegerJson.JSON.createArrayNode();
            store.operations(parts.get(2)).forEach(names::add);
            answer(exchange, 200, JaegerJson.page(names));
        } else if (path.equals("/api/traces")) {
            search(exchange, parameters(exchange.getRequestURI().getRawQuery()));
        } else if (parts.size() == 3 && path.startsWith("/api/traces/")) {
            String id = "0".repeat(Math.max(0, 32 - parts.get(2).length()))
                    + parts.get(2).toLowerCase(Locale.ROOT);
            List<StoredSpan> spans = store.trace(id);
            if (spans.isEmpty()) {
                answer(exchange, 404, JaegerJson.error(404, "trace not found"));
            } else {
                answer(
                        exchange,
                        200,
                        JaegerJson.page(JaegerJson.JSON.createArrayNode().add(JaegerJson.trace(id, spans))));
            }
        } else {
            answer(exchange, 404, JaegerJson.error(404, "nothing answers " + path));
        }
    }

    private void search(HttpExchange exchange, Map<String, String> query) throws IOException {
        Predicate<StoredSpan> matching = span -> true;
        String service = query.get("service");
        if (service != null) {
            matching = matching.and(span -> span.service().equals(service));
        }
        String operation = query.get("operation");
        if (operation != null && !operation.equals("all")) {
            matching = matching.and(span -> span.span().getName().equals(operation));
        }
        if (query.containsKey("tags")) {
            matching = matching.and(tags(query.get("tags")));
        }
        if (query.containsKey("start")) {
            long start = number(query, "start");
            matching = matching.and(span -> span.startMicros() >= start);
        }
        if (query.containsKey("end")) {
            long end = number(query, "end");
            matching = matching.and(span -> span.startMicros() <= end);
        }
        if (query.containsKey("minDuration")) {
            long least = micros("minDuration", query.get("minDuration"));
            matching = matching.and(span -> span.durationMicros() >= least);
        }
        if (query.containsKey("maxDuration")) {
            long most = micros("maxDuration", query.get("maxDuration"));
            matching = matching.and(span -> span.durationMicros() <= most);
        }
        long limit = query.containsKey("limit") ? number(query, "limit") : DEFAULT_LIMIT;
        ArrayNode data = JaegerJson.JSON.createArrayNode();
        store.find(matching, (int) Math.clamp(limit, 1, MAX_LIMIT))
                .forEach((id, spans) -> data.add(JaegerJson.trace(id, spans)));
        answer(exchange, 200, JaegerJson.page(data));
    }

    /** Jaeger's {@code tags} parameter: a JSON object of names and values that one span must all have. */
    private static Predicate<StoredSpan> tags(String json) {
        JsonNode wanted;
        try {
            wanted = JaegerJson.JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("tags must be a JSON object such as {\"error\":\"true\"}", e);
        }
        return span -> wanted.properties().stream()
                .allMatch(entry -> has(span, entry.getKey(), entry.getValue().asText()));
    }

    private static boolean has(StoredSpan span, String key, String value) {
        if (key.equals("error")) {
            boolean failed = span.span().getStatus().getCodeValue() == 2;
            return Boolean.toString(failed).equals(value);
        }
        for (List<KeyValue> attributes :
                List.of(span.span().getAttributesList(), span.resource().getAttributesList())) {
            for (KeyValue attribute : attributes) {
                if (attribute.getKey().equals(key)
                        && JaegerJson.valueAsText(attribute.getValue()).equals(value)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static long number(Map<String, String> query, String name) {
        try {
            return Long.parseLong(query.getOrDefault(name, ""));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " must be a whole number", e);
        }
    }

    /** Go's duration notation as Jaeger takes it, with one unit: {@code 500us}, {@code 1.5ms}, {@code 2s}. */
    private static long micros(String name, String text) {
        Map<String, Double> units = Map.of("us", 1.0, "µs", 1.0, "ms", 1e3, "s", 1e6, "m", 6e7);
        String unit = text.replaceAll("[0-9.]", "");
        Double factor = units.get(unit);
        try {
            if (factor == null) {
                throw new NumberFormatException();
            }
            return (long) (Double.parseDouble(text.substring(0, text.length() - unit.length())) * factor);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " must be a duration such as 500us, 1.5ms or 2s", e);
        }
    }

    private static Map<String, String> parameters(String rawQuery) {
        Map<String, String> parameters = new HashMap<>();
        if (rawQuery != null) {
            for (String pair : rawQuery.split("&")) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    parameters.put(
                            URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
                            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
                }
            }
        }
        return parameters;
    }

    private static void answer(HttpExchange exchange, int status, JsonNode body) throws IOException {
        send(exchange, status, "application/json", body.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }
}
