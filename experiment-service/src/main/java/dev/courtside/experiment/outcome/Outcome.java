package dev.courtside.experiment.outcome;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One entry of a batch that is well formed; whether what it names exists is not known yet. */
sealed interface Outcome {

    /** Where it stood in the batch and what it calls itself. */
    Origin origin();

    /** Whom and what it is about. */
    Subject subject();

    /**
     * An outcome's identity.
     *
     * @param index in the batch
     * @param id unique among the source's outcomes
     * @param at when it happened
     * @param traceId of the exchange that it is about
     */
    record Origin(
            int index, String id, Instant at, @Nullable String traceId) {}

    /**
     * Whom and what an outcome is about.
     *
     * @param experiment the key of an experiment, if it names one
     * @param variant that the unit was given, if it says so; then it names the experiment too
     * @param unit null where the outcome counts as a unit of its own
     * @param phase of the experiment, if it says so
     */
    record Subject(
            @Nullable String experiment,
            @Nullable String variant,
            @Nullable String unit,
            @Nullable Integer phase) {}

    /** A unit was given a variant. */
    record Exposure(Origin origin, Subject subject) implements Outcome {}

    /**
     * Something was measured.
     *
     * @param metric the metric's key
     * @param value finite, at most 1e100 in magnitude
     */
    record Measurement(Origin origin, Subject subject, String metric, double value) implements Outcome {}
}
