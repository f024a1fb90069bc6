package dev.courtside.region.deployment;

import dev.courtside.engine.region.Deployment;
import dev.courtside.engine.region.DeploymentStanding;
import dev.courtside.engine.region.Failover;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that Postgres knows of a deployment: what is wanted and what is decided.
 *
 * @param version of what people edit, for {@code If-Match}
 * @param lastChangedAt when a person last moved traffic or changed a region's status; null for never
 * @param regions by rising priority
 */
public record StoredDeployment(
        String id,
        String name,
        String strategy,
        boolean autoFailover,
        String primaryRegion,
        String activeRegion,
        long epoch,
        long version,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant lastChangedAt,
        List<StoredRegion> regions) {
    public StoredDeployment {
        regions = List.copyOf(regions);
    }

    public Optional<StoredRegion> region(String regionName) {
        return regions.stream()
                .filter(region -> region.name().equals(regionName))
                .findFirst();
    }

    /** For the planner. */
    public DeploymentStanding standing(Failover.@Nullable Held held, Instant now) {
        DeploymentStanding standing = DeploymentStanding.of(
                id,
                autoFailover,
                activeRegion,
                regions.stream().map(region -> region.standing(now)).toList());
        return held == null ? standing : standing.waiting(held);
    }

    /** For the snapshot. */
    public Deployment published(Instant now) {
        return new Deployment(
                id,
                name,
                strategy,
                autoFailover,
                primaryRegion,
                activeRegion,
                epoch,
                regions.stream().map(region -> region.published(now)).toList());
    }
}
