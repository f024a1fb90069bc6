package dev.courtside.kit.security;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a token's holder may do.
 *
 * @param routes    route names it is limited to; empty or {@code *}: all
 * @param models    model names it is limited to; empty or {@code *}: all
 * @param tools     MCP tool names it is limited to; empty or {@code *}: all
 * @param expiresAt when it ends, if it does
 */
public record TokenGrant(
        String id,
        String name,
        Role role,
        Set<String> routes,
        Set<String> models,
        Set<String> tools,
        @Nullable Instant expiresAt) {

    public TokenGrant {
        routes = Set.copyOf(routes);
        models = Set.copyOf(models);
        tools = Set.copyOf(tools);
    }

    public boolean allowsRoute(String route) {
        return allows(routes, route);
    }

    public boolean allowsModel(String model) {
        return allows(models, model);
    }

    public boolean allowsTool(String tool) {
        return allows(tools, tool);
    }

    public boolean isExpired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    private static boolean allows(Set<String> allowed, String name) {
        return allowed.isEmpty() || allowed.contains("*") || allowed.contains(name);
    }
}
