package dev.courtside.region.failover;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.courtside.engine.region.Deployment;
import dev.courtside.engine.region.LocalEvidence;
import dev.courtside.engine.region.RegionSelector;
import dev.courtside.engine.region.RegionTarget;
import dev.courtside.kit.problem.ProblemException;
import dev.courtside.kit.security.Role;
import dev.courtside.kit.snapshot.SnapshotPublisher;
import dev.courtside.kit.snapshot.SnapshotVersion;
import dev.courtside.region.snapshot.RegionSnapshotContent;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Which region serves, from the published snapshot: answered with Postgres dead too. */
@Path("/v1")
@Tag(name = "failover")
@Produces(MediaType.APPLICATION_JSON)
public class ActiveRegionResource {
    private final RegionSnapshotContent snapshot;
    private final SnapshotPublisher publisher;

    ActiveRegionResource(RegionSnapshotContent snapshot, SnapshotPublisher publisher) {
        this.snapshot = snapshot;
        this.publisher = publisher;
    }

    /**
     * Where to send requests.
     *
     * @param reason in words
     * @param epoch how often the deployment's active region was set
     * @param version of the snapshot
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ActiveRegion(String region, URI endpointUrl, String reason, long epoch, long version) {}

    /** Where a client is does not matter to active-passive deployments: they have one region at a time. */
    @GET
    @Path("/deployments/{id}/active-region")
    @RolesAllowed(Role.Names.VIEWER)
    @Operation(summary = "Ask which region of a deployment serves")
    public ActiveRegion get(
            @PathParam("id") String id,
            @QueryParam("clientRegion") @Nullable String clientRegion,
            @QueryParam("latitude") @Nullable Double latitude,
            @QueryParam("longitude") @Nullable Double longitude) {
        SnapshotVersion version = publisher.version(RegionSnapshotContent.KIND);
        if (version == null) {
            throw ProblemException.unavailable("Deployments have not been read from the database yet.", null);
        }
        Deployment deployment =
                snapshot.last().deployment(id).orElseThrow(() -> ProblemException.notFound("deployment", id));
        List<RegionTarget> order = RegionSelector.order(deployment, LocalEvidence.NONE);
        if (order.isEmpty()) {
            throw ProblemException.unavailable(
                    "No region of deployment '" + id + "' may serve: all drain or are in maintenance.", null);
        }
        RegionTarget first = order.getFirst();
        return new ActiveRegion(
                first.name(), first.endpointUrl(), reason(deployment, first), deployment.epoch(), version.version());
    }

    private static String reason(Deployment deployment, RegionTarget first) {
        if (!first.name().equals(deployment.activeRegion())) {
            return "the active region '" + deployment.activeRegion() + "' may not serve; this is the next";
        }
        return first.name().equals(deployment.primaryRegion())
                ? "the primary region is active"
                : "the active region since the last failover";
    }
}
