package dev.courtside.engine.experiment.statistics;

import org.apache.commons.math3.distribution.ChiSquaredDistribution;

/**
 * The test for a sample ratio mismatch: Pearson's χ² of the arms' units against their weights. A tiny p-value says that the
 * split is broken, and with it every comparison.
 *
 * <p>Source: Fabijan et al., Diagnosing Sample Ratio Mismatch in Online Controlled Experiments, KDD 2019.
 */
public final class SampleRatio {

    /** Below this p-value an experiment is invalid. */
    public static final double ALARM = 0.001;

    private SampleRatio() {}

    /**
     * The p-value. Arms without weight count neither way.
     *
     * @param units observed in each arm
     * @param weights of the arms, not negative
     * @return 1 where there is nothing to compare: fewer than two arms with weight, or no units
     */
    public static double pValue(long[] units, double[] weights) {
        if (units.length != weights.length) {
            throw new IllegalArgumentException(units.length + " arms have " + weights.length + " weights");
        }
        double weightSum = 0;
        double unitSum = 0;
        int arms = 0;
        for (int arm = 0; arm < units.length; arm++) {
            if (weights[arm] > 0) {
                weightSum += weights[arm];
                unitSum += units[arm];
                arms++;
            }
        }
        if (arms < 2 || unitSum == 0) {
            return 1;
        }
        double chiSquared = 0;
        for (int arm = 0; arm < units.length; arm++) {
            if (weights[arm] > 0) {
                double expected = unitSum * weights[arm] / weightSum;
                chiSquared += (units[arm] - expected) * (units[arm] - expected) / expected;
            }
        }
        return 1 - new ChiSquaredDistribution(null, arms - 1).cumulativeProbability(chiSquared);
    }
}
