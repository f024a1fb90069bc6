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
     * The route of a model call: the one that the client names if it speaks {@code protocol}, else the first by name
     * whose {@code models} match. Without a model (listing them) the first route of the protocol.
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

    /** Exact names by map; globs in order, only as far as they could still come before the exact match. */
    private static final class ModelIndex {
        private final List<RouteDefinition> routes;
        private final Map<String, Integer> exact = new HashMap<>();
        private final List<Glob> globs = new ArrayList<>();

        private record Glob(int position, ModelGlob glob) {}

        ModelIndex(List<RouteDefinition> sorted, Protocol protocol) {
            routes = sorted.stream().filter(r -> r.protocol() == protocol).toList();
            for (int i = 0; i < routes.size(); i++) {
                if (addAndSayWhetherAny(i, routes.get(i))) {
                    break; // nothing after a route for every model can be the first match
                }
            }
        }

        private boolean addAndSayWhetherAny(int position, RouteDefinition route) {
            boolean any = route.models().isEmpty();
            if (any) {
                globs.add(new Glob(position, new ModelGlob("*")));
            }
            for (String pattern : route.models()) {
                ModelGlob glob = new ModelGlob(pattern);
                if (glob.isExact()) {
                    exact.putIfAbsent(pattern, position);
                } else {
                    globs.add(new Glob(position, glob));
                    any |= glob.isAny();
                }
            }
            return any;
        }

        @Nullable
        RouteDefinition find(@Nullable String model) {
            if (model == null) {
                return routes.isEmpty() ? null : routes.getFirst();
            }
            int first = exact.getOrDefault(model, Integer.MAX_VALUE);
            for (int i = 0; i < globs.size(); i++) {
                Glob candidate = globs.get(i);
                if (candidate.position >= first) {
                    break;
                }
                if (candidate.glob.matches(model)) {
                    first = candidate.position;
                    break;
                }
            }
            return first == Integer.MAX_VALUE ? null : routes.get(first);
        }
    }
}
