package dev.courtside.region.health;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.courtside.engine.region.HealthState;
import dev.courtside.engine.region.RegionStatus;
import dev.courtside.kit.problem.ProblemException;
import dev.courtside.kit.security.Role;
import dev.courtside.region.deployment.Deployments;
import dev.courtside.region.deployment.StoredDeployment;
import dev.courtside.region.deployment.StoredRegion;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** How a region is and what shows it. */
@Path("/v1")
@Tag(name = "health")
@Produces(MediaType.APPLICATION_JSON)
public class HealthResource {
    private final Deployments deployments;
    private final HealthWatch watch;
    private final InstantSource clock;

    HealthResource(Deployments deployments, HealthWatch watch, InstantSource clock) {
        this.deployments = deployments;
        this.watch = watch;
        this.clock = clock;
    }

    /**
     * The health of a region.
     *
     * @param state the verdict that counts: an override's where there is one
     * @param since when the controller's last verdict began
     * @param evidence oldest first: what was seen last where this replica checks, else what led to the verdict
     * @param cause what brought the region down; absent when it is not unhealthy
     * @param overrideUntil when a person's verdict ends; absent without one
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Health(
            boolean healthy,
            HealthState state,
            RegionStatus status,
            Instant since,
            List<String> evidence,
            @Nullable String cause,
            @Nullable Instant overrideUntil) {}

    @GET
    @Path("/deployments/{id}/regions/{region}/health")
    @RolesAllowed(Role.Names.VIEWER)
    @Operation(summary = "Ask how a region is and what shows it")
    public Uni<Health> get(@PathParam("id") String id, @PathParam("region") String region) {
        return deployments.find(id).flatMap(deployment -> {
            StoredRegion stored =
                    deployment.region(region).orElseThrow(() -> ProblemException.notFound("region", region));
            return lately(deployment, region).map(lately -> health(stored, lately));
        });
    }

    private Uni<List<String>> lately(StoredDeployment deployment, String region) {
        return Uni.createFrom()
                .emitter(emitter -> watch.context().runOnContext(here -> {
                    StoredRegion.Verdict found = watch.verdicts(deployment).get(region);
                    emitter.complete(found == null ? List.of() : found.evidence());
                }));
    }

    private Health health(StoredRegion region, List<String> lately) {
        Instant now = clock.instant();
        StoredRegion.Override override = region.override();
        return new Health(
                region.state(now) == HealthState.HEALTHY,
                region.state(now),
                region.status(),
                region.health().since(),
                lately.isEmpty() ? region.health().evidence() : lately,
                region.health().cause() == null ? null : region.health().cause().wireName(),
                override == null || override.isOver(now) ? null : override.until());
    }
}
