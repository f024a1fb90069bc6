package dev.courtside.region.deployment;

import dev.courtside.engine.region.Cause;
import dev.courtside.engine.region.HealthState;
import dev.courtside.engine.region.Region;
import dev.courtside.engine.region.RegionStanding;
import dev.courtside.engine.region.RegionStatus;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that Postgres knows of a region.
 *
 * @param status what people want of it now
 * @param health the last verdict
 * @param leftAt when an automatic failover last left it; null for never
 * @param override a person's verdict, which counts instead until it ends; null without one
 */
public record StoredRegion(
        String name,
        int priority,
        RegionStatus status,
        URI endpointUrl,
        URI healthCheckUrl,
        Verdict health,
        @Nullable Instant leftAt,
        @Nullable Override override) {

    /**
     * What the controller found.
     *
     * @param troubleSince when the trouble began; null when it is not unhealthy
     * @param cause what showed the trouble; null when it is not unhealthy
     */
    public record Verdict(
            HealthState state,
            Instant since,
            @Nullable Instant troubleSince,
            @Nullable Cause cause,
            List<String> evidence) {
        public Verdict {
            evidence = List.copyOf(evidence);
        }
    }

    /** What a person says instead. */
    public record Override(HealthState state, Instant until) {
        public boolean isOver(Instant now) {
            return !now.isBefore(until);
        }
    }

    /** The verdict that counts. */
    public HealthState state(Instant now) {
        return override == null || override.isOver(now) ? health.state() : override.state();
    }

    RegionStanding standing(Instant now) {
        boolean overridden = override != null && !override.isOver(now);
        return new RegionStanding(
                name,
                priority,
                status,
                state(now),
                health.troubleSince(),
                overridden ? Cause.MANUAL : health.cause(),
                health.evidence(),
                leftAt);
    }

    Region published(Instant now) {
        return new Region(name, priority, status, endpointUrl, state(now), health.since());
    }
}
