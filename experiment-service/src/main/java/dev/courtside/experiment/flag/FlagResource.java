package dev.courtside.experiment.flag;

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
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Feature flags. */
@Path("/v1/flags")
@Tag(name = "flags")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.Names.VIEWER)
public class FlagResource {
    private final FlagService flags;
    private final SecurityIdentity caller;

    public FlagResource(FlagService flags, SecurityIdentity caller) {
        this.flags = flags;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "List the flags that are not archived, by key")
    public Uni<Page<FlagView>> list(
            @QueryParam("cursor") @Nullable String cursor, @QueryParam("limit") @DefaultValue("100") int limit) {
        int size = Cursors.limit(limit);
        return flags.list(Cursors.decode(cursor), size + 1)
                .map(found ->
                        Cursors.page(found, size, flag -> flag.definition().key()));
    }

    @GET
    @Path("{key}")
    @Operation(summary = "Get a flag, also an archived one")
    public Uni<Response> get(@PathParam("key") String key) {
        return flags.get(key).map(flag -> answer(Response.ok(), flag));
    }

    @PUT
    @Path("{key}")
    @RolesAllowed(Role.Names.OPERATOR)
    @Operation(summary = "Create a flag, change it, or bring an archived one back")
    public Uni<Response> put(
            @PathParam("key") String key,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Nullable FlagRequest request) {
        return flags.put(caller.getPrincipal().getName(), key, required(request), ifMatch)
                .map(put -> answer(put.created() ? Response.status(201) : Response.ok(), put.flag()));
    }

    @DELETE
    @Path("{key}")
    @RolesAllowed(Role.Names.OPERATOR)
    @Operation(summary = "Archive a flag: clients fall back to the default of their code")
    public Uni<Response> archive(
            @PathParam("key") String key, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return flags.archive(caller.getPrincipal().getName(), key, ifMatch)
                .map(flag -> Response.noContent().build());
    }

    @POST
    @Path("{key}:toggle")
    @RolesAllowed(Role.Names.OPERATOR)
    @Operation(summary = "Switch a flag on or off")
    public Uni<Response> toggle(
            @PathParam("key") String key,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Nullable ToggleRequest request) {
        Boolean enabled = required(request).enabled();
        if (enabled == null) {
            throw ProblemException.invalid("enabled", "must be true or false");
        }
        return flags.toggle(caller.getPrincipal().getName(), key, enabled, ifMatch)
                .map(flag -> answer(Response.ok(), flag));
    }

    @GET
    @Path("{key}/enabled")
    @RolesAllowed({Role.Names.VIEWER, Role.Names.INGEST})
    @Operation(summary = "Whether a boolean flag is on for a unit; other query parameters are the targeting's context")
    public Uni<EnabledView> enabled(
            @PathParam("key") String key, @QueryParam("unit") @Nullable String unit, @Context UriInfo uri) {
        Map<String, String> context = new HashMap<>();
        uri.getQueryParameters().forEach((name, values) -> context.put(name, values.getFirst()));
        context.remove("unit");
        return flags.enabled(key, unit, context);
    }

    private static <T> T required(@Nullable T body) {
        if (body == null) {
            throw ProblemException.invalid(null, "The request has no body.");
        }
        return body;
    }

    private static Response answer(Response.ResponseBuilder builder, FlagView flag) {
        return builder.entity(flag)
                .header(HttpHeaders.ETAG, Preconditions.etag(flag.version()))
                .build();
    }
}
