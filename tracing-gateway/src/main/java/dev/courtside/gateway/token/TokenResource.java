package dev.courtside.gateway.token;

import dev.courtside.gateway.admin.Requests;
import dev.courtside.gateway.token.TokenRequest.NewToken;
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
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Administration of tokens. Only an administrator issues them: a token can carry any role. */
@Path("/v1/tokens")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class TokenResource {
    private final TokenService service;
    private final InstantSource clock;

    @Inject
    public TokenResource(TokenService service, InstantSource clock) {
        this.service = service;
        this.clock = clock;
    }

    @GET
    @RolesAllowed(Role.Names.OPERATOR)
    public Uni<Page<TokenView>> list(
            @QueryParam("cursor") @Nullable String cursor, @QueryParam("limit") @DefaultValue("100") int limit) {
        return service.list(cursor, Cursors.limit(limit));
    }

    @POST
    @RolesAllowed(Role.Names.ADMIN)
    public Uni<Response> create(@Nullable TokenRequest request) {
        NewToken token = Requests.body(request).validated(clock.instant());
        return service.create(token)
                .map(created -> Response.status(Response.Status.CREATED)
                        .entity(created)
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .build());
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed(Role.Names.ADMIN)
    public Uni<Response> revoke(@PathParam("id") String id) {
        return service.revoke(TokenService.id("id", id))
                .replaceWith(() -> Response.noContent().build());
    }
}
