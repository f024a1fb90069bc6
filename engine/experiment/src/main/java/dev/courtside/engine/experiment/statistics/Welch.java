package dev.courtside.engine.experiment.statistics;

import org.apache.commons.math3.distribution.TDistribution;

/**
 * The fixed-horizon test, valid when looked at once: {@code t = Δ/σ} under Student's distribution with Welch and
 * Satterthwaite's degrees of freedom.
 *
 * <p>Source: Welch, The generalization of Student's problem when several different population variances are involved,
 * Biometrika 34 (1947).
 */
public final class Welch {

    private static final double QUANTILE_ACCURACY = 1e-14;

    private Welch() {}

    /**
     * The test at a level.
     *
     * @param alpha the level, between 0 and 1
     */
    public static TestResult test(Effect effect, double alpha) {
        // without its generator of random numbers, which it would seed for nothing
        TDistribution student = new TDistribution(null, effect.degreesOfFreedom(), QUANTILE_ACCURACY);
        double quantile = -student.inverseCumulativeProbability(alpha / 2);
        double t = Math.abs(effect.estimate() / effect.standardError());
        return new TestResult(
                Interval.around(effect.estimate(), quantile * effect.standardError()),
                2 * student.cumulativeProbability(-t));
    }
}
