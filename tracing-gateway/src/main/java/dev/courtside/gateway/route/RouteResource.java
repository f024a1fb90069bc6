package dev.courtside.gateway.route;

import dev.courtside.gateway.admin.Requests;
import dev.courtside.kit.page.Cursors;
import dev.courtside.kit.page.Page;
import dev.courtside.kit.security.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** Administration of routes. */
@Path("/v1/routes")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class RouteResource {
    private final RouteService service;

    @Inject
    public RouteResource(RouteService service) {
        this.service = service;
    }

    @GET
    @RolesAllowed(Role.Names.VIEWER)
    public Uni<Page<StoredRoute>> list(
            @QueryParam("cursor") @Nullable String cursor, @QueryParam("limit") @DefaultValue("100") int limit) {
        return service.list(cursor, Cursors.limit(limit));
    }

    @GET
    @Path("/{name}")
    @RolesAllowed(Role.Names.VIEWER)
    public Uni<Response> get(@PathParam("name") String name) {
        return service.get(name).map(route -> Requests.respond(Response.Status.OK, route, route.version()));
    }

    @PUT
    @Path("/{name}")
    @RolesAllowed(Role.Names.OPERATOR)
    public Uni<Response> put(
            @PathParam("name") String name,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Nullable RouteRequest request) {
        RouteDefinition route = Requests.checked(() -> Requests.body(request).toDefinition(name));
        return service.put(route, ifMatch)
                .map(written -> Requests.respond(
                        written.created() ? Response.Status.CREATED : Response.Status.OK,
                        written.route(),
                        written.route().version()));
    }

    @DELETE
    @Path("/{name}")
    @RolesAllowed(Role.Names.OPERATOR)
    public Uni<Response> delete(@PathParam("name") String name, @HeaderParam("If-Match") @Nullable String ifMatch) {
        return service.delete(name, ifMatch)
                .replaceWith(() -> Response.noContent().build());
    }
}
