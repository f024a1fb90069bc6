package dev.courtside.kit.audit;

import dev.courtside.kit.page.Cursors;
import dev.courtside.kit.page.Page;
import dev.courtside.kit.problem.ProblemException;
import dev.courtside.kit.security.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The audit log of this service. */
@Path("/v1/audit")
@Tag(name = "audit")
@RolesAllowed(Role.Names.VIEWER)
@Produces(MediaType.APPLICATION_JSON)
public class AuditResource {
    private final AuditLog log;

    public AuditResource(AuditLog log) {
        this.log = log;
    }

    @GET
    @Operation(summary = "List who changed what, from new to old")
    public Uni<Page<AuditView>> list(
            @QueryParam("resource") @Nullable String resource,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("100") int limit) {
        int size = Cursors.limit(limit);
        return log.list(id(Cursors.decode(cursor)), resource, size + 1)
                .map(found -> Cursors.page(found, size, entry -> entry.id().toString()));
    }

    private static @Nullable UUID id(String cursor) {
        try {
            return cursor.isEmpty() ? null : UUID.fromString(cursor);
        } catch (IllegalArgumentException foreign) {
            throw ProblemException.invalid("cursor", "is not one that this service gave out");
        }
    }
}
