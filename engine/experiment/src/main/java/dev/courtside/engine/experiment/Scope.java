package dev.courtside.engine.experiment;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whom and what an experiment covers.
 *
 * @param unit what is assigned, {@code user} unless said otherwise
 * @param routes names of the gateway's routes whose requests its variants rewrite
 * @param targeting which units are eligible
 */
public record Scope(String unit, List<String> routes, Targeting targeting) {
    public Scope {
        routes = copyOrEmpty(routes);
        targeting = everyoneIfAbsent(targeting);
    }

    private static List<String> copyOrEmpty(@Nullable List<String> routes) {
        return routes == null ? List.of() : List.copyOf(routes);
    }

    private static Targeting everyoneIfAbsent(@Nullable Targeting targeting) {
        return targeting == null ? Targeting.EVERYONE : targeting;
    }
}
