package dev.courtside.local.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;

/** Calls to the region under test. */
final class Region {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Region() {}

    record Answer(int status, HttpResponse<String> response) {
        String body() {
            return response.body();
        }

        JsonNode json() {
            return parse(body());
        }

        /** The JSON of each server-sent event but the last, {@code [DONE]}. */
        List<JsonNode> chunks() {
            return body().lines()
                    .filter(line -> line.startsWith("data: {"))
                    .map(line -> parse(line.substring(6)))
                    .toList();
        }
    }

    static Answer get(String path, String... headers) throws IOException, InterruptedException {
        return send(builder(url() + path, headers).GET());
    }

    static Answer post(String path, String json, String... headers) throws IOException, InterruptedException {
        return send(builder(url() + path, headers).POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    /** A JSON-RPC call to the MCP server in a session of its own; its response. */
    static JsonNode mcp(String method, String params, String... headers) throws IOException, InterruptedException {
        Answer initialized = rpc("initialize", """
                {"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"test","version":"1"}}""");
        String session =
                initialized.response().headers().firstValue("Mcp-Session-Id").orElseThrow();
        String[] all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 2, headers.length);
        all[0] = "Mcp-Session-Id";
        all[1] = session;
        String body = rpc(method, params, all).body();
        return parse(body.lines()
                .filter(line -> line.startsWith("data:"))
                .map(line -> line.substring(5))
                .reduce((first, last) -> last)
                .orElse(body));
    }

    static JsonNode trace(String id) throws IOException, InterruptedException {
        String store = ConfigProvider.getConfig().getValue(TraceStoreResource.URL, String.class);
        return send(builder(store + "/api/traces/" + id).GET()).json();
    }

    static void fault(String json) throws IOException, InterruptedException {
        Answer set = post("/admin/fault", json);
        if (set.status() != 200) {
            throw new AssertionError(set.body());
        }
    }

    private static Answer rpc(String method, String params, String... headers)
            throws IOException, InterruptedException {
        return post(
                "/mcp",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":" + params + "}",
                headers);
    }

    private static String url() {
        return "http://127.0.0.1:" + ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class);
    }

    private static HttpRequest.Builder builder(String url, String... headers) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream");
        if (headers.length > 0) {
            builder.headers(headers);
        }
        return builder;
    }

    private static Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Answer(response.statusCode(), response);
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + json, e);
        }
    }
}
