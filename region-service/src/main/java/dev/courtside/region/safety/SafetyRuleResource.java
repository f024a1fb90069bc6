package dev.courtside.region.safety;

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

/** Rules that a person's change must not break unless they say so. */
@Path("/v1")
@Tag(name = "safety rules")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class SafetyRuleResource {
    private static final int LONGEST_NAME = 100;

    private final SafetyRuleService service;
    private final SecurityIdentity identity;

    SafetyRuleResource(SafetyRuleService service, SecurityIdentity identity) {
        this.service = service;
        this.identity = identity;
    }

    @GET
    @Path("/safety-rules")
    @RolesAllowed(Role.Names.VIEWER)
    @Operation(summary = "List safety rules by name")
    public Uni<Page<SafetyRule>> list(
            @QueryParam("cursor") @Nullable String cursor, @QueryParam("limit") @DefaultValue("100") int limit) {
        return service.list(cursor, Cursors.limit(limit));
    }

    @GET
    @Path("/safety-rules/{name}")
    @RolesAllowed(Role.Names.VIEWER)
    @Operation(summary = "Read a safety rule")
    public Uni<Response> get(@PathParam("name") String name) {
        return service.get(name).map(SafetyRuleResource::answer);
    }

    @PUT
    @Path("/safety-rules/{name}")
    @RolesAllowed(Role.Names.OPERATOR)
    @Operation(summary = "Create or replace a safety rule")
    public Uni<Response> put(
            @PathParam("name") String name,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Nullable SafetyRuleRequest request) {
        if (request == null) {
            throw ProblemException.invalid("body", "A safety rule is missing");
        }
        if (name.length() > LONGEST_NAME) {
            throw ProblemException.unprocessable("name", "must have at most " + LONGEST_NAME + " characters");
        }
        return service.put(name, request, ifMatch, identity.getPrincipal().getName())
                .map(SafetyRuleResource::answer);
    }

    @DELETE
    @Path("/safety-rules/{name}")
    @RolesAllowed(Role.Names.OPERATOR)
    @Operation(summary = "Remove a safety rule")
    public Uni<Response> delete(
            @PathParam("name") String name, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return service.delete(name, ifMatch, identity.getPrincipal().getName())
                .replaceWith(() -> Response.noContent().build());
    }

    private static Response answer(SafetyRule rule) {
        return Response.ok(rule)
                .header(HttpHeaders.ETAG, Preconditions.etag(rule.version()))
                .build();
    }
}
