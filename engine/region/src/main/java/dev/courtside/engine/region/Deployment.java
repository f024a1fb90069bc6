package dev.courtside.engine.region;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One deployment, as a snapshot tells of it.
 *
 * @param id unique
 * @param name for people
 * @param strategy how regions share the traffic, such as {@code active-passive}; one that is not known here is treated like
 *     that
 * @param autoFailover whether anybody but a person may move its traffic
 * @param primaryRegion which region serves when all is well
 * @param activeRegion which region serves now; null when none can be named
 * @param epoch how often the active region was changed: who acts on a lower one is late
 * @param regions by rising priority
 */
public record Deployment(
        String id,
        String name,
        String strategy,
        boolean autoFailover,
        String primaryRegion,
        @Nullable String activeRegion,
        long epoch,
        List<Region> regions) {
    public Deployment {
        Objects.requireNonNull(id, "a deployment has an id");
        Objects.requireNonNull(name, () -> "deployment '" + id + "' has no name");
        Objects.requireNonNull(strategy, () -> "deployment '" + id + "' has no strategy");
        Objects.requireNonNull(primaryRegion, () -> "deployment '" + id + "' has no primaryRegion");
        regions = List.copyOf(Objects.requireNonNull(regions, () -> "deployment '" + id + "' has no regions"));
        Set<String> names = new HashSet<>();
        for (Region region : regions) {
            if (!names.add(region.name())) {
                throw new IllegalArgumentException("deployment '" + id + "' has region '" + region.name() + "' twice");
            }
        }
        if (!names.contains(primaryRegion)) {
            throw new IllegalArgumentException("deployment '" + id + "' has no region '" + primaryRegion + "'");
        }
        if (activeRegion != null && !names.contains(activeRegion)) {
            throw new IllegalArgumentException("deployment '" + id + "' has no region '" + activeRegion + "'");
        }
    }

    /** The region of that name. */
    public Optional<Region> region(String regionName) {
        return regions.stream()
                .filter(region -> region.name().equals(regionName))
                .findFirst();
    }
}
