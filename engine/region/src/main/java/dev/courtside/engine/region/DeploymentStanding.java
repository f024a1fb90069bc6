package dev.courtside.engine.region;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a planner has to know of one deployment at one moment.
 *
 * @param id of the deployment
 * @param autoFailover whether anybody but a person may move its traffic
 * @param activeRegion which region serves now
 * @param regions all of them
 * @param held a failover that waits; null when none does
 */
public record DeploymentStanding(
        String id,
        boolean autoFailover,
        String activeRegion,
        List<RegionStanding> regions,
        Failover.@Nullable Held held) {
    public DeploymentStanding {
        regions = List.copyOf(regions);
        if (regions.stream().noneMatch(region -> region.name().equals(activeRegion))) {
            throw new IllegalArgumentException("deployment '" + id + "' has no region '" + activeRegion + "'");
        }
    }

    /** One of which no failover waits. */
    public static DeploymentStanding of(
            String id, boolean autoFailover, String activeRegion, List<RegionStanding> regions) {
        return new DeploymentStanding(id, autoFailover, activeRegion, regions, null);
    }

    /** The same with a failover that waits. */
    public DeploymentStanding waiting(Failover.Held failover) {
        return new DeploymentStanding(id, autoFailover, activeRegion, regions, failover);
    }

    /** The region that serves now. */
    public RegionStanding active() {
        return region(activeRegion).orElseThrow();
    }

    /** The region of that name. */
    public Optional<RegionStanding> region(String name) {
        return regions.stream().filter(region -> region.name().equals(name)).findFirst();
    }

    /** The same with another region serving and nothing waiting. */
    public DeploymentStanding servedBy(String region) {
        return new DeploymentStanding(id, autoFailover, region, regions, null);
    }

    /** The same with a region in another status. */
    public DeploymentStanding with(String region, RegionStatus status) {
        return new DeploymentStanding(
                id,
                autoFailover,
                activeRegion,
                regions.stream()
                        .map(each -> each.name().equals(region)
                                ? new RegionStanding(
                                        each.name(),
                                        each.priority(),
                                        status,
                                        each.state(),
                                        each.troubleSince(),
                                        each.cause(),
                                        each.evidence(),
                                        each.leftAt())
                                : each)
                        .toList(),
                held);
    }
}
