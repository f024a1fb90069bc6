package dev.courtside.experiment.design;

import dev.courtside.kit.page.Cursors;
import dev.courtside.kit.page.Page;
import dev.courtside.kit.page.Preconditions;
import dev.courtside.kit.problem.ProblemException;
import dev.courtside.kit.security.Role;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Experiments and their life cycle. */
@Path("/v1/experiments")
@Tag(name = "experiments")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.Names.OPERATOR)
public class ExperimentResource {
    private final ExperimentService experiments;
    private final SecurityIdentity caller;

    public ExperimentResource(ExperimentService experiments, SecurityIdentity caller) {
        this.experiments = experiments;
        this.caller = caller;
    }

    @GET
    @RolesAllowed(Role.Names.VIEWER)
    @Operation(summary = "List the experiments that are not archived, by key")
    public Uni<Page<ExperimentView>> list(
            @QueryParam("cursor") @Nullable String cursor, @QueryParam("limit") @DefaultValue("100") int limit) {
        int size = Cursors.limit(limit);
        return experiments
                .list(Cursors.decode(cursor), size + 1)
                .map(found -> Cursors.page(found, size, ExperimentView::key));
    }

    @GET
    @Path("{key}")
    @RolesAllowed(Role.Names.VIEWER)
    @Operation(summary = "Get an experiment")
    public Uni<Response> get(@PathParam("key") String key) {
        return experiments.get(key).map(view -> answer(Response.ok(), view));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Write the draft of an experiment")
    public Uni<Response> create(@Nullable ExperimentRequest request) {
        if (request == null) {
            throw ProblemException.invalid(null, "The request has no body.");
        }
        return experiments
                .create(actor(), request)
                .map(view -> answer(Response.created(URI.create("/v1/experiments/" + view.key())), view));
    }

    @POST
    @Path("{key}:start")
    @Operation(summary = "Begin to enrol")
    public Uni<Response> start(
            @PathParam("key") String key, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return experiments.start(actor(), key, ifMatch).map(view -> answer(Response.ok(), view));
    }

    @POST
    @Path("{key}:pause")
    @Operation(summary = "Serve everybody the control and enrol nobody")
    public Uni<Response> pause(
            @PathParam("key") String key, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return experiments.pause(actor(), key, ifMatch).map(view -> answer(Response.ok(), view));
    }

    @POST
    @Path("{key}:resume")
    @Operation(summary = "Enrol again after a pause")
    public Uni<Response> resume(
            @PathParam("key") String key, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return experiments.resume(actor(), key, ifMatch).map(view -> answer(Response.ok(), view));
    }

    @POST
    @Path("{key}:stop")
    @Operation(summary = "End the experiment, with a winner or without")
    public Uni<Response> stop(
            @PathParam("key") String key,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Nullable StopRequest request) {
        return experiments
                .stop(actor(), key, ifMatch, request == null ? null : request.winner())
                .map(view -> answer(Response.ok(), view));
    }

    @POST
    @Path("{key}:archive")
    @Operation(summary = "Put away a draft or what has ended")
    public Uni<Response> archive(
            @PathParam("key") String key, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return experiments.archive(actor(), key, ifMatch).map(view -> answer(Response.ok(), view));
    }

    @DELETE
    @Path("{key}")
    @Operation(summary = "The same as :archive")
    public Uni<Response> delete(
            @PathParam("key") String key, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return experiments
                .archive(actor(), key, ifMatch)
                .map(view -> Response.noContent().build());
    }

    private String actor() {
        return caller.getPrincipal().getName();
    }

    private static Response answer(Response.ResponseBuilder builder, ExperimentView view) {
        return builder.entity(view)
                .header(HttpHeaders.ETAG, Preconditions.etag(view.version()))
                .build();
    }
}
