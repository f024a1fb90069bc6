package dev.courtside.experiment.outcome;

import dev.courtside.kit.limit.BodyLimit;
import dev.courtside.kit.security.Role;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Exposures and measurements in batches. */
@Path("/v1/outcomes")
@Tag(name = "outcomes")
@Produces(MediaType.APPLICATION_JSON)
public class OutcomeResource {
    private final OutcomeService outcomes;
    private final SecurityIdentity caller;

    public OutcomeResource(OutcomeService outcomes, SecurityIdentity caller) {
        this.outcomes = outcomes;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Role.Names.INGEST)
    @BodyLimit(BodyLimit.BATCH)
    @Blocking // parsing and hashing 10,000 outcomes is no work for an event loop
    @Operation(summary = "Take a batch of at most 10,000 outcomes once; what is wrong with one is said of that one")
    @RequestBody(
            content =
                    @Content(
                            schema =
                                    @Schema(
                                            type =
                                                    org.eclipse.microprofile.openapi.annotations.enums.SchemaType
                                                            .OBJECT)))
    public Uni<OutcomeAnswer> take(byte[] body) {
        return outcomes.take(caller.getPrincipal().getName(), body);
    }
}
