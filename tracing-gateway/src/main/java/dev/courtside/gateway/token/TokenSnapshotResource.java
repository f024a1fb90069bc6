package dev.courtside.gateway.token;

import dev.courtside.kit.security.Role;
import dev.courtside.kit.security.TokenSnapshot;
import dev.courtside.kit.snapshot.SnapshotPublisher;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import org.jspecify.annotations.Nullable;

/** The token snapshot and its versions, which every other service follows. */
@Path("/v1/tokens/snapshot")
@RolesAllowed(Role.Names.OPERATOR)
public class TokenSnapshotResource {
    private final SnapshotPublisher publisher;

    @Inject
    public TokenSnapshotResource(SnapshotPublisher publisher) {
        this.publisher = publisher;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<Response> snapshot(@HeaderParam("If-None-Match") @Nullable String ifNoneMatch) {
        return publisher.get(TokenSnapshot.KIND, ifNoneMatch);
    }

    @GET
    @Path("/stream")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Multi<OutboundSseEvent> stream(@Context Sse sse) {
        return publisher.stream(TokenSnapshot.KIND, sse);
    }
}
