package dev.courtside.gateway.exchange;

import dev.courtside.gateway.route.Protocol;
import io.vertx.core.http.HttpMethod;
import org.jspecify.annotations.Nullable;

/** What a path of the data plane asks for. */
public enum Operation {
    CHAT(Protocol.OPENAI, "/v1/chat/completions", "chat"),
    RESPONSES(Protocol.OPENAI, "/v1/responses", "chat"),
    COMPLETIONS(Protocol.OPENAI, "/v1/completions", "text_completion"),
    EMBEDDINGS(Protocol.OPENAI, "/v1/embeddings", "embeddings"),
    MODELS(Protocol.OPENAI, "/v1/models", null),
    MESSAGES(Protocol.ANTHROPIC, "/v1/messages", "chat"),
    MCP(Protocol.MCP, "/mcp", null),
    HTTP(Protocol.HTTP, "", null);

    private final Protocol protocol;
    private final String path;
    private final @Nullable String genAiName;

    Operation(Protocol protocol, String path, @Nullable String genAiName) {
        this.protocol = protocol;
        this.path = path;
        this.genAiName = genAiName;
    }

    /** What the route that serves it must speak. */
    public Protocol protocol() {
        return protocol;
    }

    /** The path that clients call, without what varies; empty for plain HTTP. */
    public String path() {
        return path;
    }

    /** The value of {@code gen_ai.operation.name}, or null where no model is called. */
    public @Nullable String genAiName() {
        return genAiName;
    }

    /** Whether the body is a model's request. */
    public boolean callsModel() {
        return genAiName != null;
    }

    /** The methods that the path has, as the header {@code Allow} lists them. */
    public String allow() {
        return switch (this) {
            case CHAT, RESPONSES, COMPLETIONS, EMBEDDINGS, MESSAGES -> "POST";
            case MODELS -> "GET, HEAD";
            case MCP -> "GET, POST, DELETE";
            case HTTP -> "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";
        };
    }

    /** Whether the path has the method. */
    public boolean allows(HttpMethod method) {
        return switch (this) {
            case CHAT, RESPONSES, COMPLETIONS, EMBEDDINGS, MESSAGES -> HttpMethod.POST.equals(method);
            case MODELS -> HttpMethod.GET.equals(method) || HttpMethod.HEAD.equals(method);
            case MCP ->
                HttpMethod.POST.equals(method) || HttpMethod.GET.equals(method) || HttpMethod.DELETE.equals(method);
            case HTTP -> !HttpMethod.CONNECT.equals(method) && !HttpMethod.TRACE.equals(method);
        };
    }
}
