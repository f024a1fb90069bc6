package dev.courtside.engine.experiment.decision;

import dev.courtside.engine.experiment.statistics.Effect;
import dev.courtside.engine.experiment.statistics.Posterior;
import dev.courtside.engine.experiment.statistics.Sample;
import org.jspecify.annotations.Nullable;

/**
 * One metric of one treatment beside the control's.
 *
 * @param metric its key
 * @param variant the treatment
 * @param direction which way is better
 */
public record Comparison(String metric, String variant, Direction direction, Sample control, Sample treatment) {

    /** The difference of the means; null where it is not defined. */
    public @Nullable Effect absolute() {
        return Effect.absolute(control, treatment);
    }

    /** The relative lift; null where it is not defined. */
    public @Nullable Effect relative() {
        return Effect.relative(control, treatment);
    }

    /** The flat posterior of an effect, turned so that above 0 is for the better. */
    public Posterior improvement(Effect effect) {
        Posterior posterior = Posterior.of(effect, null);
        return switch (direction) {
            case INCREASE -> posterior;
            case DECREASE -> posterior.negated();
        };
    }

    /** The units of the smaller arm. */
    long smallerArm() {
        return Math.min(control.n(), treatment.n());
    }
}
