package dev.courtside.gateway.price;

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
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Administration of prices. A model's name may contain slashes. */
@Path("/v1/prices")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class PriceResource {
    private final PriceService service;
    private final InstantSource clock;

    @Inject
    public PriceResource(PriceService service, InstantSource clock) {
        this.service = service;
        this.clock = clock;
    }

    @GET
    @RolesAllowed(Role.Names.VIEWER)
    public Uni<Page<PriceView>> list(
            @QueryParam("cursor") @Nullable String cursor, @QueryParam("limit") @DefaultValue("100") int limit) {
        return service.list(cursor, Cursors.limit(limit))
                .map(page -> new Page<>(page.items().stream().map(this::view).toList(), page.nextCursor()));
    }

    @GET
    @Path("/{model:.+}")
    @RolesAllowed(Role.Names.VIEWER)
    public Uni<Response> get(@PathParam("model") String model) {
        return service.get(model).map(price -> Requests.respond(Response.Status.OK, view(price), price.version()));
    }

    @PUT
    @Path("/{model:.+}")
    @RolesAllowed(Role.Names.OPERATOR)
    public Uni<Response> put(
            @PathParam("model") String model,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Nullable PriceRequest request) {
        Price price = Requests.checked(() -> Requests.body(request).toPrice());
        return service.put(model, price, ifMatch)
                .map(written -> Requests.respond(
                        written.created() ? Response.Status.CREATED : Response.Status.OK,
                        view(written.price()),
                        written.price().version()));
    }

    @DELETE
    @Path("/{model:.+}")
    @RolesAllowed(Role.Names.OPERATOR)
    public Uni<Response> delete(@PathParam("model") String model, @HeaderParam("If-Match") @Nullable String ifMatch) {
        return service.delete(model, ifMatch)
                .replaceWith(() -> Response.noContent().build());
    }

    private PriceView view(StoredPrice stored) {
        return PriceView.of(stored, clock.instant());
    }
}
