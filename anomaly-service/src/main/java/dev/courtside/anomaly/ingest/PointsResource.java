package dev.courtside.anomaly.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.courtside.kit.limit.BodyLimit;
import dev.courtside.kit.problem.ProblemException;
import dev.courtside.kit.security.Role;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Metric values in. */
@Path("/v1/points")
@Tag(name = "points")
@RolesAllowed(Role.Names.INGEST)
@Produces(MediaType.APPLICATION_JSON)
public class PointsResource {
    private final PointsService service;
    private final SecurityIdentity identity;
    private final ObjectReader points;

    @Inject
    PointsResource(PointsService service, SecurityIdentity identity, ObjectMapper json) {
        this.service = service;
        this.identity = identity;
        this.points = json.readerFor(Point.class);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    @BodyLimit(BodyLimit.BATCH)
    @Operation(
            summary = "Take a batch of points",
            description =
                    "A batch that is sent again with its batchId is not learnt twice. Points that are out of bounds"
                            + " are listed in rejected; the others count.")
    public PointsAnswer accept(@Nullable PointBatch batch) {
        if (batch == null) {
            throw ProblemException.invalid("points", "a batch has points");
        }
        return service.accept(source(), batch);
    }

    @POST
    @Consumes("application/x-ndjson")
    @RunOnVirtualThread
    @BodyLimit(BodyLimit.BATCH)
    @Operation(summary = "Take a batch of points, one JSON object a line")
    public PointsAnswer acceptLines(@QueryParam("batchId") @Nullable UUID batchId, String body) {
        List<@Nullable Point> batch = new ArrayList<>();
        List<String> lines = body.lines().filter(line -> !line.isBlank()).toList();
        for (int i = 0; i < lines.size(); i++) {
            batch.add(parse(lines.get(i), i));
        }
        return service.accept(source(), new PointBatch(batchId, batch));
    }

    private Point parse(String line, int index) {
        try {
            return points.readValue(line);
        } catch (JsonProcessingException broken) {
            throw ProblemException.invalid(
                    "points[" + index + "]", "this line is no point: " + broken.getOriginalMessage());
        }
    }

    private String source() {
        return identity.getPrincipal().getName();
    }
}
