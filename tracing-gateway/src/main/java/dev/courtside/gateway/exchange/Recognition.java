package dev.courtside.gateway.exchange;

import dev.courtside.gateway.route.Protocol;
import dev.courtside.gateway.route.RouteDefinition;
import dev.courtside.gateway.route.RouteTable;
import org.jspecify.annotations.Nullable;

/** Tells the data plane's paths from all others. */
public final class Recognition {
    private static final String MCP = "/mcp/";
    private static final String ONE_MODEL = "/v1/models/";

    private static final Destination CHAT = fixed(Operation.CHAT);
    private static final Destination RESPONSES = fixed(Operation.RESPONSES);
    private static final Destination COMPLETIONS = fixed(Operation.COMPLETIONS);
    private static final Destination EMBEDDINGS = fixed(Operation.EMBEDDINGS);
    private static final Destination MODELS = fixed(Operation.MODELS);
    private static final Destination MESSAGES = fixed(Operation.MESSAGES);

    private Recognition() {}

    private static Destination fixed(Operation operation) {
        return new Destination(operation, null, "");
    }

    /** Where a path leads, or null where it is not the data plane's. */
    public static @Nullable Destination of(String path, RouteTable routes) {
        return switch (path) {
            case "/v1/chat/completions" -> CHAT;
            case "/v1/responses" -> RESPONSES;
            case "/v1/completions" -> COMPLETIONS;
            case "/v1/embeddings" -> EMBEDDINGS;
            case "/v1/models" -> MODELS;
            case "/v1/messages" -> MESSAGES;
            default -> variable(path, routes);
        };
    }

    private static @Nullable Destination variable(String path, RouteTable routes) {
        if (path.startsWith(MCP)) {
            String server = path.substring(MCP.length());
            return server.isEmpty() || server.indexOf('/') >= 0 ? null : new Destination(Operation.MCP, server, "");
        }
        if (path.startsWith(ONE_MODEL)) {
            return new Destination(Operation.MODELS, null, path.substring(ONE_MODEL.length() - 1));
        }
        int end = path.indexOf('/', 1);
        String first = path.substring(Math.min(1, path.length()), end < 0 ? path.length() : end);
        if (RouteDefinition.RESERVED_NAMES.contains(first)) {
            return null;
        }
        RouteDefinition route = routes.byName(first);
        return route == null || route.protocol() != Protocol.HTTP
                ? null
                : new Destination(Operation.HTTP, first, end < 0 ? "" : path.substring(end));
    }

    /**
     * Whether a path has a segment that an upstream could take for its own parent or itself, plain or encoded: such a path
     * would leave the prefix that its route is confined to.
     */
    public static boolean hasDotSegment(String path) {
        int dot = path.indexOf('.');
        if (dot < 0 && path.indexOf('%') < 0) {
            return false;
        }
        String plain = path.replace("%2e", ".")
                .replace("%2E", ".")
                .replace("%2f", "/")
                .replace("%2F", "/")
                .replace("%5c", "/")
                .replace("%5C", "/")
                .replace('\\', '/');
        for (int at = plain.indexOf("/."); at >= 0; at = plain.indexOf("/.", at + 1)) {
            int next = at + 2;
            if (next < plain.length() && plain.charAt(next) == '.') {
                next++;
            }
            // matrix parameters (..;a=b) count: some servers cut them off before they resolve the segment
            if (next == plain.length() || plain.charAt(next) == '/' || plain.charAt(next) == ';') {
                return true;
            }
        }
        return false;
    }
}
