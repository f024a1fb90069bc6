package dev.courtside.experiment.analysis;

import dev.courtside.engine.experiment.decision.Direction;
import dev.courtside.engine.experiment.statistics.ConfidenceSequence;
import dev.courtside.engine.experiment.statistics.Effect;
import dev.courtside.engine.experiment.statistics.Posterior;
import dev.courtside.engine.experiment.statistics.Sample;
import dev.courtside.kit.problem.ProblemException;
import dev.courtside.kit.security.Role;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The statistics without an experiment: sums in, effect out. */
@Path("/v1/analysis")
@Tag(name = "analysis")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class CalculatorResource {
    private static final double STANDARD_ALPHA = 0.05;

    @POST
    @RolesAllowed(Role.Names.VIEWER)
    @NonBlocking // microseconds
    @Operation(summary = "Compare two arms by their sums")
    public EffectView calculate(@Nullable CalculatorRequest request) {
        if (request == null) {
            throw ProblemException.invalid(null, "The request has no body.");
        }
        CalculatorRequest.Metric metric = required("metric", request.metric());
        Sample control = sample("control", metric, request.control());
        Sample treatment = sample("treatment", metric, request.treatment());
        double alpha = request.alpha() == null ? STANDARD_ALPHA : request.alpha();
        if (!(alpha > 0 && alpha < 1)) {
            throw ProblemException.unprocessable("alpha", "must be between 0 and 1");
        }
        double tuning = request.sequentialTuningParameter() == null
                ? ConfidenceSequence.STANDARD_TUNING
                : request.sequentialTuningParameter();
        ConfidenceSequence sequence = checked("sequentialTuningParameter", () -> new ConfidenceSequence(alpha, tuning));
        CalculatorRequest.PriorRequest prior = request.prior();
        Posterior.Prior belief = prior == null ? null : checked("prior", prior::prior);
        CalculatorRequest.Difference difference =
                request.difference() == null ? CalculatorRequest.Difference.RELATIVE : request.difference();
        Effect effect = difference.between(control, treatment);
        if (effect == null) {
            throw ProblemException.unprocessable(
                    "control",
                    "The effect is not defined: it takes two units in each arm, values that differ, and for a relative"
                            + " difference a control mean other than 0.");
        }
        return EffectView.of(effect, Direction.INCREASE, sequence, belief);
    }

    private static Sample sample(String field, CalculatorRequest.Metric metric, CalculatorRequest.@Nullable Arm arm) {
        CalculatorRequest.Arm given = required(field, arm);
        long n = required(field + ".n", given.n());
        double sum = required(field + ".sum", given.sum());
        return switch (metric) {
            case MEAN -> {
                double sumSquares = required(field + ".sumSquares", given.sumSquares());
                yield checked(field, () -> new Sample.Values(n, sum, sumSquares));
            }
            case PROPORTION -> checked(field, () -> new Sample.Proportion(n, sum));
        };
    }

    private static <T> T required(String field, @Nullable T value) {
        if (value == null) {
            throw ProblemException.invalid(field, "must not be null");
        }
        return value;
    }

    private static <T> T checked(String field, Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException e) {
            throw ProblemException.unprocessable(field, String.valueOf(e.getMessage()));
        }
    }
}
