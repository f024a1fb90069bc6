package dev.courtside.region.event;

import dev.courtside.kit.database.Database;
import dev.courtside.kit.page.Cursors;
import dev.courtside.kit.page.Page;
import dev.courtside.kit.problem.ProblemException;
import dev.courtside.kit.security.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The history of deployments; that of removed ones too. */
@Path("/v1")
@Tag(name = "events")
@Produces(MediaType.APPLICATION_JSON)
public class EventResource {
    private final Database database;
    private final EventStore store;

    EventResource(Database database, EventStore store) {
        this.database = database;
        this.store = store;
    }

    @GET
    @Path("/deployments/{id}/events")
    @RolesAllowed(Role.Names.VIEWER)
    @Operation(summary = "List what happened to a deployment, from new to old")
    public Uni<Page<Event>> list(
            @PathParam("id") String id,
            @QueryParam("type") @Nullable String type,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("100") int limit) {
        int size = Cursors.limit(limit);
        UUID before = uuid(Cursors.decode(cursor));
        return database.withConnection(sql -> store.list(sql, id, before, type, size + 1))
                .map(found -> Cursors.page(found, size, event -> event.id().toString()));
    }

    private static @Nullable UUID uuid(String cursor) {
        try {
            return cursor.isEmpty() ? null : UUID.fromString(cursor);
        } catch (IllegalArgumentException foreign) {
            throw ProblemException.invalid("cursor", "is not one that this service gave out");
        }
    }
}
