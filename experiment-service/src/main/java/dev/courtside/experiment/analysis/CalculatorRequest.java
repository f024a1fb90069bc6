package dev.courtside.experiment.analysis;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.courtside.engine.experiment.statistics.Effect;
import dev.courtside.engine.experiment.statistics.Posterior;
import dev.courtside.engine.experiment.statistics.Sample;
import org.jspecify.annotations.Nullable;

/**
 * Two arms to compare.
 *
 * @param difference relative if left out
 * @param alpha 0.05 if left out
 * @param sequentialTuningParameter units at which the sequence is tightest; 5,000 if left out
 * @param prior on the relative lift; flat if left out
 */
public record CalculatorRequest(
        @Nullable Metric metric,
        @Nullable Arm control,
        @Nullable Arm treatment,
        @Nullable Difference difference,
        @Nullable Double alpha,
        @Nullable Double sequentialTuningParameter,
        @Nullable PriorRequest prior) {

    /** What the sums of an arm are sums of. */
    public enum Metric {
        /** Values of any size. */
        @JsonProperty("mean")
        MEAN,
        /** Units that did, among all. */
        @JsonProperty("proportion")
        PROPORTION
    }

    /** On which scale. */
    public enum Difference {
        /** {@code (μT − μC)/μC}. */
        @JsonProperty("relative")
        RELATIVE,
        /** {@code μT − μC}. */
        @JsonProperty("absolute")
        ABSOLUTE;

        @Nullable
        Effect between(Sample control, Sample treatment) {
            return switch (this) {
                case RELATIVE -> Effect.relative(control, treatment);
                case ABSOLUTE -> Effect.absolute(control, treatment);
            };
        }
    }

    /**
     * The sums of one arm.
     *
     * @param n units
     * @param sum of their values, or units that did
     * @param sumSquares of their values; not for a proportion
     */
    public record Arm(
            @Nullable Long n,
            @Nullable Double sum,
            @Nullable Double sumSquares) {}

    /** A normal belief on the relative lift. */
    public record PriorRequest(
            @Nullable Double mean, @Nullable Double standardDeviation) {
        Posterior.Prior prior() {
            return new Posterior.Prior(
                    mean == null ? 0 : mean, standardDeviation == null ? Double.NaN : standardDeviation);
        }
    }
}
