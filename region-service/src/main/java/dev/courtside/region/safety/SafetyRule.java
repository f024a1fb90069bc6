package dev.courtside.region.safety;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.courtside.engine.region.AtLeastRule;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * A stored safety rule, also over HTTP.
 *
 * @param type {@code assertion}: must hold in the state that a change leads to
 * @param rule {@code at-least}: so many of the regions can serve
 * @param version for {@code If-Match}
 */
public record SafetyRule(
        String name,
        String deployment,
        String type,
        String rule,
        List<String> regions,
        int threshold,
        Duration waitPeriod,
        long version) {
    static final String ASSERTION = "assertion";
    static final String AT_LEAST = "at-least";

    public SafetyRule {
        regions = List.copyOf(regions);
    }

    /** For the engine. */
    @JsonIgnore
    public AtLeastRule atLeast() {
        return new AtLeastRule(name, Set.copyOf(regions), threshold, waitPeriod);
    }
}
