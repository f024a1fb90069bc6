package dev.courtside.region.deployment;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.courtside.engine.region.HealthState;
import dev.courtside.engine.region.RegionStatus;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A deployment over HTTP. */
public record DeploymentView(
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
        List<RegionView> regions) {

    /**
     * A region over HTTP.
     *
     * @param state the verdict that counts
     * @param since when the controller's last verdict began
     * @param overrideUntil when a person's verdict ends; absent without one
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RegionView(
            String name,
            int priority,
            RegionStatus status,
            URI endpointUrl,
            URI healthCheckUrl,
            HealthState state,
            Instant since,
            @Nullable Instant overrideUntil) {}

    static DeploymentView of(StoredDeployment stored, Instant now) {
        return new DeploymentView(
                stored.id(),
                stored.name(),
                stored.strategy(),
                stored.autoFailover(),
                stored.primaryRegion(),
                stored.activeRegion(),
                stored.epoch(),
                stored.version(),
                stored.createdAt(),
                stored.updatedAt(),
                stored.regions().stream()
                        .map(region -> new RegionView(
                                region.name(),
                                region.priority(),
                                region.status(),
                                region.endpointUrl(),
                                region.healthCheckUrl(),
                                region.state(now),
                                region.health().since(),
                                region.override() == null || region.override().isOver(now)
                                        ? null
                                        : region.override().until()))
                        .toList());
    }
}
