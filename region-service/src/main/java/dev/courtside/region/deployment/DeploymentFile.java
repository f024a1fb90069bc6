package dev.courtside.region.deployment;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.courtside.region.deployment.DeploymentRequest.RegionRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The deployment file that products hand over, in its own spelling. */
@JsonNaming(SnakeCaseStrategy.class)
record DeploymentFile(@Nullable List<@Nullable FileDeployment> deployments) {

    /** One deployment of the file. */
    @JsonNaming(SnakeCaseStrategy.class)
    record FileDeployment(
            @Nullable String deploymentId,
            @Nullable String name,
            @Nullable List<@Nullable FileRegion> regions,
            @Nullable String failoverStrategy,
            @Nullable String primaryRegion,
            @Nullable Boolean autoFailover) {

        DeploymentRequest toRequest() {
            return new DeploymentRequest(
                    deploymentId,
                    name,
                    failoverStrategy,
                    primaryRegion,
                    autoFailover,
                    regions == null
                            ? null
                            : regions.stream()
                                    .map(region -> region == null ? null : region.toRequest())
                                    .toList());
        }
    }

    /** One region of a deployment of the file. */
    @JsonNaming(SnakeCaseStrategy.class)
    record FileRegion(
            @Nullable String regionName,
            @Nullable Integer priority,
            @Nullable String status,
            @Nullable String endpointUrl,
            @Nullable String healthCheckUrl) {

        RegionRequest toRequest() {
            return new RegionRequest(regionName, priority, status, endpointUrl, healthCheckUrl);
        }
    }
}
