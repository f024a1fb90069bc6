package dev.courtside.engine.region;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A safety rule over what people do to a deployment: afterwards at least so many of these regions must be able to serve,
 * and changes keep a distance. After the assertion rules of Route 53 Application Recovery Controller.
 *
 * @param name by which a person may override it
 * @param regions that are counted
 * @param threshold how many of them must be able to serve
 * @param waitPeriod how long after one change the next is refused
 */
public record AtLeastRule(String name, Set<String> regions, int threshold, Duration waitPeriod) {
    public AtLeastRule {
        regions = Set.copyOf(regions);
        if (threshold < 1 || threshold > regions.size()) {
            throw new IllegalArgumentException("threshold of rule '" + name + "' must be between 1 and "
                    + regions.size() + ", the number of its regions, not " + threshold);
        }
        if (waitPeriod.isNegative()) {
            throw new IllegalArgumentException("waitPeriod of rule '" + name + "' must not be negative: " + waitPeriod);
        }
    }

    /**
     * What speaks against a change.
     *
     * @param result how the deployment would stand after it
     * @param lastChange when people last changed the deployment's regions; null for never
     */
    public List<Objection> objections(DeploymentStanding result, @Nullable Instant lastChange, Instant now) {
        if (lastChange != null && now.isBefore(lastChange.plus(waitPeriod))) {
            return List.of(Objection.of(name, "the last change is less than " + waitPeriod + " ago"));
        }
        long able = result.regions().stream()
                .filter(region -> regions.contains(region.name()) && region.canServe())
                .count();
        return able >= threshold
                ? List.of()
                : List.of(Objection.of(
                        name, able + " of its regions could serve afterwards, at least " + threshold + " must"));
    }
}
