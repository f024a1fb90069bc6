package dev.courtside.experiment.metric;

import dev.courtside.engine.experiment.decision.Direction;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A metric as it is put.
 *
 * @param type how a unit's outcomes become one value
 * @param direction which way is better
 */
public record MetricRequest(
        @NotNull @Nullable MetricType type,
        @NotNull @Nullable Direction direction,
        @Size(max = 2000) @Nullable String description) {}
