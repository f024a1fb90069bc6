package dev.courtside.region.snapshot;

import dev.courtside.kit.security.Role;
import dev.courtside.kit.snapshot.SnapshotPublisher;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The snapshot of all deployments and the stream of its versions. */
@Path("/v1/snapshot")
@Tag(name = "snapshot")
@RolesAllowed(Role.Names.VIEWER)
public class SnapshotResource {
    private final SnapshotPublisher publisher;

    SnapshotResource(SnapshotPublisher publisher) {
        this.publisher = publisher;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Read all deployments at once; 304 where If-None-Match names this version")
    public Uni<Response> get(@HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch) {
        return publisher.get(RegionSnapshotContent.KIND, ifNoneMatch);
    }

    @GET
    @Path("/stream")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(summary = "Hear of new versions")
    public Multi<OutboundSseEvent> stream(@Context Sse sse) {
        return publisher.stream(RegionSnapshotContent.KIND, sse);
    }
}
