package dev.courtside.engine.region;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a planner has to know of one region.
 *
 * @param state the verdict that counts: an override's where there is one
 * @param troubleSince when the trouble began that made it unhealthy; null when there is none
 * @param cause what showed that trouble; null when there is none
 * @param evidence for people
 * @param leftAt when a failover that no person asked for last left it; null for never
 */
public record RegionStanding(
        String name,
        int priority,
        RegionStatus status,
        HealthState state,
        @Nullable Instant troubleSince,
        @Nullable Cause cause,
        List<String> evidence,
        @Nullable Instant leftAt) {
    public RegionStanding {
        Objects.requireNonNull(name, "a region has a name");
        evidence = List.copyOf(evidence);
    }

    /** Whether it may get traffic and is known to answer. */
    public boolean canServe() {
        return status.mayServe()
                && switch (state) {
                    case HEALTHY, DEGRADED -> true;
                    case UNKNOWN, UNHEALTHY -> false;
                };
    }
}
