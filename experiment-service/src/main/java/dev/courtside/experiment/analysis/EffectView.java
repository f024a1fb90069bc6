package dev.courtside.experiment.analysis;

import dev.courtside.engine.experiment.decision.Direction;
import dev.courtside.engine.experiment.statistics.ConfidenceSequence;
import dev.courtside.engine.experiment.statistics.Effect;
import dev.courtside.engine.experiment.statistics.Interval;
import dev.courtside.engine.experiment.statistics.Posterior;
import dev.courtside.engine.experiment.statistics.TestResult;
import dev.courtside.engine.experiment.statistics.Welch;
import org.jspecify.annotations.Nullable;

/**
 * An effect three ways.
 *
 * @param welch valid for one look at a time that was fixed before
 * @param sequential valid at every look
 * @param bayes the posterior
 */
public record EffectView(double estimate, double standardError, Test welch, Test sequential, Bayes bayes) {

    /**
     * A test of no difference.
     *
     * @param ci lower and upper end
     */
    public record Test(double[] ci, double pValue) {
        static Test of(TestResult result) {
            return new Test(ends(result.interval()), result.pValue());
        }
    }

    /**
     * A posterior.
     *
     * @param chanceToWin that the treatment is the better one
     * @param ci lower and upper end of the difference
     * @param risk what one expects to lose by choosing the control, and by choosing the treatment
     */
    public record Bayes(double chanceToWin, double[] ci, double[] risk) {}

    static EffectView of(
            Effect effect, Direction direction, ConfidenceSequence sequence, Posterior.@Nullable Prior prior) {
        Posterior posterior = Posterior.of(effect, prior);
        Posterior improvement = switch (direction) {
            case INCREASE -> posterior;
            case DECREASE -> posterior.negated();
        };
        return new EffectView(
                effect.estimate(),
                effect.standardError(),
                Test.of(Welch.test(effect, sequence.alpha())),
                Test.of(sequence.test(effect)),
                new Bayes(improvement.chanceToWin(), ends(posterior.interval(sequence.alpha())), new double[] {
                    improvement.riskOfControl(), improvement.riskOfTreatment()
                }));
    }

    private static double[] ends(Interval interval) {
        return new double[] {interval.low(), interval.high()};
    }
}
