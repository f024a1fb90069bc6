package dev.courtside.region.deployment;

import dev.courtside.engine.region.RegionStatus;
import java.net.URI;
import java.util.Comparator;
import java.util.List;

/**
 * A deployment as it is wanted, checked by {@link DeploymentRules}.
 *
 * @param regions by rising priority
 */
record DeploymentDefinition(
        String id,
        String name,
        String strategy,
        String primaryRegion,
        boolean autoFailover,
        List<RegionDefinition> regions) {
    DeploymentDefinition {
        regions = regions.stream()
                .sorted(Comparator.comparingInt(RegionDefinition::priority))
                .toList();
    }

    /** A region as it is wanted. */
    record RegionDefinition(String name, int priority, RegionStatus status, URI endpointUrl, URI healthCheckUrl) {}

    /** Which region serves when nothing is known yet: the primary one if it may. */
    String firstActive() {
        return regions.stream()
                .filter(region -> region.name().equals(primaryRegion))
                .filter(region -> region.status().mayServe())
                .findFirst()
                .or(() -> regions.stream()
                        .filter(region -> region.status().mayServe())
                        .findFirst())
                .map(RegionDefinition::name)
                .orElse(primaryRegion);
    }

    boolean hasRegion(String regionName) {
        return regions.stream().anyMatch(region -> region.name().equals(regionName));
    }
}
