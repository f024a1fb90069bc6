package dev.courtside.e2e.house;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import java.time.Duration;
import java.util.function.Supplier;

/** The official clients, changed in nothing but the base URL and the key. */
public final class Clients {
    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    private Clients() {}

    /** openai-java. No retries of its own, or they would hide what the gateway does. */
    public static OpenAIClient openai(Courtside courtside) {
        return OpenAIOkHttpClient.builder()
                .baseUrl(courtside.api("gateway").base() + "/v1")
                .apiKey(courtside.token())
                .maxRetries(0)
                .timeout(TIMEOUT)
                .build();
    }

    /**
     * The MCP Java SDK against one server behind the gateway.
     *
     * @param traceparent of each request: the context of a caller that traces itself
     */
    public static McpSyncClient mcp(Courtside courtside, String server, Supplier<String> traceparent) {
        HttpClientStreamableHttpTransport transport = HttpClientStreamableHttpTransport.builder(
                        courtside.api("gateway").base().toString())
                .endpoint("/mcp/" + server)
                .httpRequestCustomizer((request, method, uri, body, context) -> request.header(
                                "Authorization", "Bearer " + courtside.token())
                        .header("traceparent", traceparent.get()))
                .build();
        return McpClient.sync(transport).requestTimeout(TIMEOUT).build();
    }
}
