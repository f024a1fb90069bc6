package dev.courtside.engine.region;

import java.net.URI;
import java.time.Instant;
import java.util.Objects;

/**
 * One region of a deployment, as a snapshot tells of it.
 *
 * @param name unique in its deployment
 * @param priority 1 is tried first; unique in its deployment
 * @param status what people want of it
 * @param endpointUrl where requests go
 * @param state what was seen of it
 * @param since when that state began
 */
public record Region(
        String name, int priority, RegionStatus status, URI endpointUrl, HealthState state, Instant since) {
    public Region {
        Objects.requireNonNull(name, "a region has a name");
        Objects.requireNonNull(status, () -> "region '" + name + "' has no status");
        Objects.requireNonNull(endpointUrl, () -> "region '" + name + "' has no endpointUrl");
        Objects.requireNonNull(state, () -> "region '" + name + "' has no state");
        Objects.requireNonNull(since, () -> "region '" + name + "' has no since");
        if (priority < 1) {
            throw new IllegalArgumentException("region '" + name + "': priority must be 1 or more, not " + priority);
        }
    }

    /** Where a request to it is sent. */
    public RegionTarget target() {
        return new RegionTarget(name, endpointUrl);
    }
}
