package dev.courtside.experiment.analysis;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.courtside.engine.experiment.ExperimentStatus;
import dev.courtside.engine.experiment.decision.Decision;
import dev.courtside.engine.experiment.decision.Direction;
import dev.courtside.experiment.metric.MetricType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an experiment's present phase says.
 *
 * @param variants in the experiment's order
 * @param metrics each of each treatment, beside the control
 * @param srm the test of the split
 */
public record AnalysisView(
        @JsonUnwrapped Subject subject, List<Arm> variants, List<MetricResult> metrics, Split srm, Decision decision) {

    /** Which experiment, and when it was looked at. */
    public record Subject(String experiment, ExperimentStatus status, int phase, Instant at) {}

    /**
     * A variant's units.
     *
     * @param weight its percentage of the units
     * @param units that were given it
     * @param exposures how often that was reported
     */
    public record Arm(String name, boolean control, double weight, long units, long exposures) {}

    /**
     * A metric of a treatment.
     *
     * @param relative descriptive: on skewed data its sequence does not hold its level; null where it is not defined
     * @param absolute what decisions take; null where it is not defined
     */
    public record MetricResult(
            String metric,
            String variant,
            @JsonUnwrapped Kind kind,
            @JsonUnwrapped Samples samples,
            @Nullable EffectView relative,
            @Nullable EffectView absolute) {}

    /** What a metric is, and what it is in this experiment. */
    public record Kind(MetricType type, Direction direction, Part part) {}

    /** What a metric is in an experiment: {@code primary}, {@code guardrail} or {@code observed}. */
    public enum Part {
        PRIMARY,
        GUARDRAIL,
        OBSERVED;

        /** The name on the wire. */
        @JsonValue
        public String wireName() {
            return switch (this) {
                case PRIMARY -> "primary";
                case GUARDRAIL -> "guardrail";
                case OBSERVED -> "observed";
            };
        }
    }

    /** The two arms. */
    public record Samples(Sampled control, Sampled treatment) {}

    /**
     * One arm's units.
     *
     * @param mean of their values, null without units
     */
    public record Sampled(long units, @Nullable Double mean) {}

    /**
     * The test for a sample ratio mismatch.
     *
     * @param pValue below 0.001 the experiment is invalid
     */
    public record Split(double pValue) {}
}
