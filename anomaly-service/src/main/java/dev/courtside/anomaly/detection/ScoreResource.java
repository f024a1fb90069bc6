package dev.courtside.anomaly.detection;

import dev.courtside.anomaly.series.Detectors;
import dev.courtside.engine.anomaly.Verdict;
import dev.courtside.kit.limit.BodyLimit;
import dev.courtside.kit.security.Role;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Scores a whole file with a fresh detector, row after row, each by the rows before it. */
@Path("/v1/score")
@Tag(name = "detection")
@RolesAllowed(Role.Names.VIEWER)
@Consumes("text/csv")
@Produces("text/csv")
public class ScoreResource {
    private final Detectors detectors;

    @Inject
    ScoreResource(Detectors detectors) {
        this.detectors = detectors;
    }

    @POST
    @RunOnVirtualThread
    @BodyLimit(BodyLimit.BATCH)
    @Operation(
            summary = "Score the rows of a CSV file",
            description = "In: timestamp,value (RFC 3339, 'yyyy-MM-dd HH:mm:ss' as UTC, or seconds since 1970). Out:"
                    + " timestamp,value,anomaly_score,alarm,severity; alarm is 1 from the threshold of the header"
                    + " Courtside-Threshold on, Courtside-Method tells the method.")
    public Response score(@QueryParam("method") @Nullable String method, String csv) {
        CsvScoring scoring = new CsvScoring(detectors.named("method", method), detectors.window());
        return Response.ok(scoring.score(csv))
                .header("Courtside-Threshold", Verdict.UNIT_THRESHOLD)
                .header("Courtside-Method", scoring.method().wireName())
                .build();
    }
}
