package dev.courtside.region.deployment;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A deployment as a person wrote it, not checked yet.
 *
 * @param id only where the URL does not carry it
 * @param strategy {@code active-passive}
 * @param primaryRegion the name of the region that serves at first
 * @param autoFailover whether the service moves the traffic by itself
 */
record DeploymentRequest(
        @Nullable String id,
        @Nullable String name,
        @Nullable String strategy,
        @Nullable String primaryRegion,
        @Nullable Boolean autoFailover,
        @Nullable List<@Nullable RegionRequest> regions) {

    /**
     * A region as a person wrote it.
     *
     * @param priority 1 is tried first
     * @param status active, inactive (stands by), draining or maintenance
     * @param endpointUrl where requests go
     * @param healthCheckUrl what is asked, by GET, whether the region is well: a 2xx says so
     */
    record RegionRequest(
            @Nullable String name,
            @Nullable Integer priority,
            @Nullable String status,
            @Nullable String endpointUrl,
            @Nullable String healthCheckUrl) {}
}
