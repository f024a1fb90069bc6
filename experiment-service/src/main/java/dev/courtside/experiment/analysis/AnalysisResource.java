package dev.courtside.experiment.analysis;

import dev.courtside.kit.security.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the outcomes of an experiment say. */
@Path("/v1/experiments/{key}/analysis")
@Tag(name = "analysis")
@Produces(MediaType.APPLICATION_JSON)
public class AnalysisResource {
    private final AnalysisService analyses;

    public AnalysisResource(AnalysisService analyses) {
        this.analyses = analyses;
    }

    @GET
    @RolesAllowed(Role.Names.VIEWER)
    @Operation(summary = "Effects, the test of the split, and the decision with its reasons")
    public Uni<AnalysisView> analyse(@PathParam("key") String key) {
        return analyses.analyse(key);
    }
}
