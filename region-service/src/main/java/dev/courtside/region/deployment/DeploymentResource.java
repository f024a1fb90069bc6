package dev.courtside.region.deployment;

import dev.courtside.kit.page.Cursors;
import dev.courtside.kit.page.Page;
import dev.courtside.kit.page.Preconditions;
import dev.courtside.kit.problem.ProblemException;
import dev.courtside.kit.security.Role;
import dev.courtside.region.deployment.DeploymentService.Result;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Deployments and the regions they run in. */
@Path("/v1")
@Tag(name = "deployments")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class DeploymentResource {
    private final DeploymentService service;
    private final Deployments deployments;
    private final DeploymentRules rules;
    private final SecurityIdentity identity;

    DeploymentResource(
            DeploymentService service, Deployments deployments, DeploymentRules rules, SecurityIdentity identity) {
        this.service = service;
        this.deployments = deployments;
        this.rules = rules;
        this.identity = identity;
    }

    @POST
    @Path("/deployments:import")
    @RolesAllowed(Role.Names.OPERATOR)
    @Operation(summary = "Take over a deployment file, all of it or nothing")
    public Uni<ImportReport> importFile(@Nullable DeploymentFile file) {
        List<DeploymentDefinition> wanted = rules.check(file);
        List<String> ids =
                wanted.stream().map(DeploymentDefinition::id).sorted().toList();
        return service.putAll(wanted, actor()).map(results -> ImportReport.of(ids, results));
    }

    @GET
    @Path("/deployments")
    @RolesAllowed(Role.Names.VIEWER)
    @Operation(summary = "List deployments by id")
    public Uni<Page<DeploymentView>> list(
            @QueryParam("cursor") @Nullable String cursor, @QueryParam("limit") @DefaultValue("100") int limit) {
        return service.list(cursor, Cursors.limit(limit));
    }

    @GET
    @Path("/deployments/{id}")
    @RolesAllowed(Role.Names.VIEWER)
    @Operation(summary = "Read a deployment, how its regions are and which one serves")
    public Uni<Response> get(@PathParam("id") String id) {
        return deployments.get(id).map(view -> answer(Response.Status.OK, view));
    }

    @PUT
    @Path("/deployments/{id}")
    @RolesAllowed(Role.Names.OPERATOR)
    @Operation(summary = "Create or replace a deployment")
    public Uni<Response> put(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Nullable DeploymentRequest request) {
        DeploymentDefinition wanted = rules.check(named(id, request), FieldNames.API);
        return service.put(wanted, ifMatch, actor())
                .flatMap(result -> deployments
                        .get(id)
                        .map(view ->
                                answer(result == Result.CREATED ? Response.Status.CREATED : Response.Status.OK, view)));
    }

    @DELETE
    @Path("/deployments/{id}")
    @RolesAllowed(Role.Names.OPERATOR)
    @Operation(summary = "Remove a deployment; its events stay")
    public Uni<Response> delete(
            @PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return service.delete(id, ifMatch, actor())
                .replaceWith(() -> Response.noContent().build());
    }

    private static DeploymentRequest named(String id, @Nullable DeploymentRequest request) {
        if (request == null) {
            throw ProblemException.invalid("body", "A deployment is missing");
        }
        if (request.id() != null && !request.id().equals(id)) {
            throw ProblemException.unprocessable("id", "is '" + id + "' in the URL");
        }
        return new DeploymentRequest(
                id,
                request.name(),
                request.strategy(),
                request.primaryRegion(),
                request.autoFailover(),
                request.regions());
    }

    private static Response answer(Response.Status status, DeploymentView view) {
        return Response.status(status)
                .entity(view)
                .header(HttpHeaders.ETAG, Preconditions.etag(view.version()))
                .build();
    }

    private String actor() {
        return identity.getPrincipal().getName();
    }
}
