package dev.courtside.experiment.metric;

import dev.courtside.engine.experiment.decision.Direction;
import dev.courtside.kit.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * A metric as it is put.
 *
 * @param type how a unit's outcomes become one value
 * @param direction which way is better
 */
public record MetricRequest(
        @Nullable MetricType type,
        @Nullable Direction direction,
        @Nullable String description) {
    private static final int LONGEST_DESCRIPTION = 2_000;

    MetricType requiredType() {
        return required("type", type);
    }

    Direction requiredDirection() {
        return required("direction", direction);
    }

    @Nullable
    String checkedDescription() {
        if (description != null && description.length() > LONGEST_DESCRIPTION) {
            throw ProblemException.unprocessable(
                    "description", "must have at most " + LONGEST_DESCRIPTION + " characters");
        }
        return description;
    }

    private static <T> T required(String field, @Nullable T value) {
        if (value == null) {
            throw ProblemException.invalid(field, "must not be null");
        }
        return value;
    }
}
