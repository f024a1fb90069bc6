package dev.courtside.region.admission;

import dev.courtside.engine.region.RegionStatus;
import dev.courtside.kit.problem.TraceIds;
import dev.courtside.kit.security.Role;
import dev.courtside.region.deployment.DeploymentView;
import dev.courtside.region.deployment.Deployments;
import dev.courtside.region.event.Actor;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What people decide: move traffic, take regions out and back in. Each answers with the deployment as it is then. */
@Path("/v1")
@Tag(name = "failover")
@RolesAllowed(Role.Names.OPERATOR)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ChangeResource {
    private static final String DEPLOYMENT = "/deployments/{id:[^/:]+}";
    private static final String REGION = DEPLOYMENT + "/regions/{region:[^/:]+}";

    private final ChangeService service;
    private final Deployments deployments;
    private final SecurityIdentity identity;

    ChangeResource(ChangeService service, Deployments deployments, SecurityIdentity identity) {
        this.service = service;
        this.deployments = deployments;
        this.identity = identity;
    }

    @POST
    @Path(DEPLOYMENT + ":failover")
    @Operation(summary = "Move a deployment's traffic to another region")
    public Uni<DeploymentView> failover(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Nullable ChangeRequest request) {
        return service.failover(id, ChangeRequest.orEmpty(request), person(ifMatch))
                .chain(() -> deployments.get(id));
    }

    @POST
    @Path(REGION + ":drain")
    @Operation(summary = "Give a region no new traffic; what it served moves to the next")
    public Uni<DeploymentView> drain(
            @PathParam("id") String id,
            @PathParam("region") String region,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Nullable ChangeRequest request) {
        return status(id, region, RegionStatus.DRAINING, ifMatch, request);
    }

    @POST
    @Path(REGION + ":activate")
    @Operation(summary = "Let a region serve and stand by again")
    public Uni<DeploymentView> activate(
            @PathParam("id") String id,
            @PathParam("region") String region,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Nullable ChangeRequest request) {
        return status(id, region, RegionStatus.ACTIVE, ifMatch, request);
    }

    @POST
    @Path(REGION + ":maintenance")
    @Operation(summary = "Take a region out to work on it")
    public Uni<DeploymentView> maintenance(
            @PathParam("id") String id,
            @PathParam("region") String region,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Nullable ChangeRequest request) {
        return status(id, region, RegionStatus.MAINTENANCE, ifMatch, request);
    }

    @POST
    @Path(REGION + ":override")
    @Operation(summary = "Put your verdict on a region in the place of the checks' until a time")
    public Uni<DeploymentView> override(
            @PathParam("id") String id,
            @PathParam("region") String region,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Nullable ChangeRequest request) {
        return service.override(id, region, ChangeRequest.orEmpty(request), person(ifMatch))
                .chain(() -> deployments.get(id));
    }

    private Uni<DeploymentView> status(
            String id, String region, RegionStatus status, @Nullable String ifMatch, @Nullable ChangeRequest request) {
        return service.status(id, region, status, ChangeRequest.orEmpty(request), person(ifMatch))
                .chain(() -> deployments.get(id));
    }

    private Person person(@Nullable String ifMatch) {
        return new Person(new Actor(identity.getPrincipal().getName(), TraceIds.current()), ifMatch);
    }
}
