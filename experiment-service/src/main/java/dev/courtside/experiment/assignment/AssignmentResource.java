package dev.courtside.experiment.assignment;

import dev.courtside.engine.experiment.Assignment;
import dev.courtside.experiment.unit.Units;
import dev.courtside.kit.problem.ProblemException;
import dev.courtside.kit.security.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Which variant a unit gets. */
@Path("/v1/experiments/{key}/assignments")
@Tag(name = "assignments")
@Produces(MediaType.APPLICATION_JSON)
public class AssignmentResource {
    private final AssignmentService assignments;

    public AssignmentResource(AssignmentService assignments) {
        this.assignments = assignments;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Role.Names.INGEST)
    @Operation(summary = "Assign a unit and enrol it")
    public Uni<Assignment> assign(@PathParam("key") String key, @Nullable AssignmentRequest request) {
        if (request == null) {
            throw ProblemException.invalid("unit", "must not be empty");
        }
        Map<String, Object> context = request.context() == null ? Map.of() : request.context();
        return assignments.assign(key, checked(request.unit()), context);
    }

    @GET
    @Path("{unit}")
    @RolesAllowed({Role.Names.VIEWER, Role.Names.INGEST})
    @Operation(summary = "What a unit would get, without enrolling it; query parameters are the targeting's context")
    public Uni<Assignment> read(@PathParam("key") String key, @PathParam("unit") String unit, @Context UriInfo uri) {
        Map<String, String> context = new HashMap<>();
        uri.getQueryParameters().forEach((name, values) -> context.put(name, values.getFirst()));
        return assignments.read(key, checked(unit), context);
    }

    private static String checked(@Nullable String unit) {
        String fault = Units.fault(unit);
        if (unit == null || fault != null) {
            throw ProblemException.invalid("unit", String.valueOf(fault));
        }
        return unit;
    }
}
