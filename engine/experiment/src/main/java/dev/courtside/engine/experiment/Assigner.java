package dev.courtside.engine.experiment;

import java.util.Map;

/** Assigns units to variants. */
public final class Assigner {

    private Assigner() {}

    /**
     * The variant of a unit by hash. For {@link Stickiness#PERSISTED} this is what a <em>first</em> assignment would be;
     * whoever stores assignments looks there before, see {@link #sticky}.
     *
     * @param unit the user or other thing that is assigned
     * @param context what targeting may look at: strings, numbers, booleans, lists and maps of such
     */
    public static Assignment assign(ExperimentDefinition experiment, String unit, Map<String, ?> context) {
        return switch (experiment.status()) {
            case RUNNING -> split(experiment, unit, context);
            case PAUSED -> control(experiment, AssignmentReason.PAUSED);
            case DRAFT, DECIDED, ARCHIVED -> Assignment.none(experiment, AssignmentReason.NOT_RUNNING);
        };
    }

    /**
     * The variant that was stored for a unit. The config is today's.
     *
     * @param variant the name that was stored
     * @throws IllegalArgumentException if the experiment has no such variant
     */
    public static Assignment sticky(ExperimentDefinition experiment, String variant) {
        return Assignment.of(experiment, named(experiment, variant), AssignmentReason.STICKY, true);
    }

    /**
     * The variant that an operator asked for, in whatever state the experiment is; never enrolled.
     *
     * @param variant its name
     * @throws IllegalArgumentException if the experiment has no such variant
     */
    public static Assignment forced(ExperimentDefinition experiment, String variant) {
        return Assignment.of(experiment, named(experiment, variant), AssignmentReason.FORCED, false);
    }

    /** The control without enrolling, for a unit whose stored assignment could not be asked for. */
    public static Assignment unavailable(ExperimentDefinition experiment) {
        return control(experiment, AssignmentReason.UNAVAILABLE);
    }

    private static Assignment split(ExperimentDefinition experiment, String unit, Map<String, ?> context) {
        try {
            if (!experiment.targeting().matches(experiment.key(), unit, context)) {
                return Assignment.none(experiment, AssignmentReason.NOT_TARGETED);
            }
        } catch (TargetingException e) {
            return Assignment.none(experiment, AssignmentReason.TARGETING_ERROR);
        }
        int bucket = Bucketing.bucket(experiment.seed(), unit);
        Variant variant = experiment.variants().get(experiment.buckets().variantOf(bucket));
        return Assignment.of(experiment, variant, AssignmentReason.SPLIT, true);
    }

    private static Assignment control(ExperimentDefinition experiment, AssignmentReason reason) {
        return Assignment.of(experiment, experiment.controlVariant(), reason, false);
    }

    private static Variant named(ExperimentDefinition experiment, String variant) {
        return experiment
                .variant(variant)
                .orElseThrow(() ->
                        new IllegalArgumentException("experiment " + experiment.key() + " has no variant " + variant));
    }
}
