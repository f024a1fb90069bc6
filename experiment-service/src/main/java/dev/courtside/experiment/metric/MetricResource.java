package dev.courtside.experiment.metric;

import dev.courtside.kit.page.Cursors;
import dev.courtside.kit.page.Page;
import dev.courtside.kit.page.Preconditions;
import dev.courtside.kit.problem.ProblemException;
import dev.courtside.kit.security.Role;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Metrics. */
@Path("/v1/metrics")
@Tag(name = "metrics")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.Names.VIEWER)
public class MetricResource {
    private final MetricService metrics;
    private final SecurityIdentity caller;

    public MetricResource(MetricService metrics, SecurityIdentity caller) {
        this.metrics = metrics;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "List the metrics by key")
    public Uni<Page<MetricView>> list(
            @QueryParam("cursor") @Nullable String cursor, @QueryParam("limit") @DefaultValue("100") int limit) {
        int size = Cursors.limit(limit);
        return metrics.list(Cursors.decode(cursor), size + 1).map(found -> Cursors.page(found, size, MetricView::key));
    }

    @GET
    @Path("{key}")
    @Operation(summary = "Get a metric")
    public Uni<Response> get(@PathParam("key") String key) {
        return metrics.get(key).map(metric -> answer(Response.ok(), metric));
    }

    @PUT
    @Path("{key}")
    @RolesAllowed(Role.Names.OPERATOR)
    @Operation(summary = "Create a metric or change it; its type stays")
    public Uni<Response> put(
            @PathParam("key") String key,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Nullable MetricRequest request) {
        if (request == null) {
            throw ProblemException.invalid(null, "The request has no body.");
        }
        return metrics.put(caller.getPrincipal().getName(), key, request, ifMatch)
                .map(put -> answer(put.created() ? Response.status(201) : Response.ok(), put.metric()));
    }

    private static Response answer(Response.ResponseBuilder builder, MetricView metric) {
        return builder.entity(metric)
                .header(HttpHeaders.ETAG, Preconditions.etag(metric.version()))
                .build();
    }
}
