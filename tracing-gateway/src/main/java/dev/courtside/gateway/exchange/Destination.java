package dev.courtside.gateway.exchange;

import org.jspecify.annotations.Nullable;

/**
 * Where a path leads, as far as the path alone tells.
 *
 * @param operation what is asked for
 * @param routeName the route that the path names; null where the request decides
 * @param rest what follows after the part that chose the operation, to be appended upstream
 */
public record Destination(Operation operation, @Nullable String routeName, String rest) {
    /** The name of a SERVER span and the attribute {@code http.route}: the path without what clients vary. */
    public String template() {
        return switch (operation) {
            case CHAT, RESPONSES, COMPLETIONS, EMBEDDINGS, MESSAGES, MODELS -> operation.path();
            case MCP -> "/mcp/{server}";
            case HTTP -> "/" + routeName + "/**";
        };
    }
}
