package dev.courtside.gateway.route;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All routes, prepared for looking up on the event loop: no allocation, no regular expressions, no locks. */
public final class RouteTable {
    /** No routes: what a gateway has that never saw a snapshot. */
    public static final RouteTable EMPTY = new RouteTable(List.of());

    private final Map<String, RouteDefinition> byName;
    private final List<RouteDefinition> all;
    private final Set<String> models = new HashSet<>();
    private final Map<Protocol, ModelIndex> byProtocol = new EnumMap<>(Protocol.class);

    public RouteTable(Collection<RouteDefinition> routes) {
        all = routes.stream()
                .sorted(Comparator.comparing(RouteDefinition::name))
                .toList();
        byName = new HashMap<>(all.size() * 2);
        for (RouteDefinition route : all) {
            models.addAll(route.models());
            if (byName.put(route.name(), route) != null) {
                throw new IllegalArgumentException("route " + route.name() + " stands twice in one snapshot");
            }
        }
        for (Protocol protocol : Protocol.values()) {
            byProtocol.put(protocol, new ModelIndex(all, protocol));
        }
    }

    public @Nullable RouteDefinition byName(String name) {
        return byName.get(name);
    }

    /** Every route, by name. */
    public List<RouteDefinition> all() {
        return all;
    }

    /** Whether a route's {@code models} name this one, letter by letter: a bounded list for labels. */
    public boolean namesModel(String model) {
        return models.contains(model);
    }

    /**
     * The route of a model call: the one that the client names if it speaks {@code protocol}, else the one whose
     * {@code models} claim the model most narrowly: by name, by pattern, or by taking any. Without a model (listing them)
     * the first route of the protocol.
     */
    public @Nullable RouteDefinition forModel(
            Protocol protocol, @Nullable String explicitRoute, @Nullable String model) {
        if (explicitRoute != null) {
            RouteDefinition route = byName.get(explicitRoute);
            return route != null && route.protocol() == protocol ? route : null;
        }
        ModelIndex index = byProtocol.get(protocol);
        return index == null ? null : index.find(model);
    }

    /**
     * The narrowest claim wins: a route that names the model, then one whose pattern matches it, then one that takes any
     * model; among equals the first by name.
     */
    private static final class ModelIndex {
        private final @Nullable RouteDefinition first;
        private final Map<String, RouteDefinition> exact = new HashMap<>();
        private final List<Claim> patterns = new ArrayList<>();
        private @Nullable RouteDefinition any;

        private record Claim(ModelGlob glob, RouteDefinition route) {}

        ModelIndex(List<RouteDefinition> sorted, Protocol protocol) {
            List<RouteDefinition> routes =
                    sorted.stream().filter(r -> r.protocol() == protocol).toList();
            first = routes.isEmpty() ? null : routes.getFirst();
            routes.forEach(this::add);
        }

        private void add(RouteDefinition route) {
            boolean takesAny = route.models().isEmpty();
            for (String pattern : route.models()) {
                ModelGlob glob = new ModelGlob(pattern);
                if (glob.isExact()) {
                    exact.putIfAbsent(pattern, route);
                } else if (glob.isAny()) {
                    takesAny = true;
                } else {
                    patterns.add(new Claim(glob, route));
                }
            }
            if (takesAny && any == null) {
                any = route;
            }
        }

        @Nullable
        RouteDefinition find(@Nullable String model) {
            if (model == null) {
                return first;
            }
            RouteDefinition named = exact.get(model);
            if (named != null) {
                return named;
            }
            for (int i = 0; i < patterns.size(); i++) {
                if (patterns.get(i).glob.matches(model)) {
                    return patterns.get(i).route;
                }
            }
            return any;
        }
    }
}
