package dev.courtside.engine.experiment.statistics;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.jspecify.annotations.Nullable;

/**
 * The normal posterior of a difference: precisions add up, means are weighted by them.
 *
 * <p>Sources: Gelman et al., Bayesian Data Analysis (3rd edition), 2.5; the expected loss is Raiffa and Schlaifer's unit
 * normal loss integral, Applied Statistical Decision Theory (1961).
 *
 * @param mean of the difference
 * @param standardDeviation of the difference, above 0
 */
public record Posterior(double mean, double standardDeviation) {

    private static final NormalDistribution STANDARD_NORMAL = new NormalDistribution(null, 0, 1, 1e-15);

    /**
     * A normal belief on the <em>relative</em> lift before any outcome.
     *
     * @param mean of the relative lift
     * @param standardDeviation of the relative lift, above 0
     */
    public record Prior(double mean, double standardDeviation) {
        public Prior {
            if (!Double.isFinite(mean)) {
                throw new IllegalArgumentException("the prior's mean " + mean + " is not a finite number");
            }
            if (!(standardDeviation > 0 && standardDeviation < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "the prior's standard deviation " + standardDeviation + " is not above 0");
            }
        }
    }

    /**
     * The posterior of an effect.
     *
     * @param prior null for the flat one
     */
    public static Posterior of(Effect effect, @Nullable Prior prior) {
        // with a control mean of 0 an absolute difference has no relative scale for a prior to be on
        if (prior == null || effect.priorScale() == 0) {
            return new Posterior(effect.estimate(), effect.standardError());
        }
        double precision = 1 / (effect.standardError() * effect.standardError());
        double priorDeviation = prior.standardDeviation() * effect.priorScale();
        double priorPrecision = 1 / (priorDeviation * priorDeviation);
        double sum = precision + priorPrecision;
        double mean = (effect.estimate() * precision + prior.mean() * effect.priorScale() * priorPrecision) / sum;
        return new Posterior(mean, Math.sqrt(1 / sum));
    }

    /** The same with the sign turned: for metrics that should fall. */
    public Posterior negated() {
        return new Posterior(-mean, standardDeviation);
    }

    /** The chance that the difference is above 0. */
    public double chanceToWin() {
        return UnitNormal.upperTail(-mean / standardDeviation);
    }

    /** The central credible interval of mass 1 − α. */
    public Interval interval(double alpha) {
        double quantile = -STANDARD_NORMAL.inverseCumulativeProbability(alpha / 2);
        return Interval.around(mean, quantile * standardDeviation);
    }

    /** What one expects to lose by choosing the control: {@code E[max(Δ, 0)]}, in the unit of the estimate. */
    public double riskOfControl() {
        return standardDeviation * UnitNormal.loss(-mean / standardDeviation);
    }

    /** What one expects to lose by choosing the treatment: {@code E[max(−Δ, 0)]}, in the unit of the estimate. */
    public double riskOfTreatment() {
        return standardDeviation * UnitNormal.loss(mean / standardDeviation);
    }
}
