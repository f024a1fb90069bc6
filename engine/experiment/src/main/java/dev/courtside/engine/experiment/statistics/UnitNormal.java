package dev.courtside.engine.experiment.statistics;

import org.apache.commons.math3.special.Erf;

/**
 * The standard normal far out in its tail, where {@code 1 − Φ(z)} and {@code φ(z) − z(1 − Φ(z))} would cancel. From z = 3 on
 * both follow from Laplace's continued fraction of Mills' ratio, {@code (1 − Φ)/φ = 1/(z + 1/(z + 2/(z + …)))}.
 *
 * <p>Source: Abramowitz and Stegun, Handbook of Mathematical Functions, 26.2.14.
 */
final class UnitNormal {

    private static final double TAIL = 3;
    private static final int TERMS = 120;
    private static final double DENSITY_AT_ZERO = 1 / Math.sqrt(2 * Math.PI);

    private UnitNormal() {}

    /** {@code 1 − Φ(z)}. */
    static double upperTail(double z) {
        return z < TAIL ? 0.5 * Erf.erfc(z / Math.sqrt(2)) : density(z) / (z + remainder(z));
    }

    /** The unit normal loss {@code E[max(Z − z, 0)] = φ(z) − z(1 − Φ(z))}. */
    static double loss(double z) {
        if (z < TAIL) {
            return density(z) - z * upperTail(z);
        }
        double remainder = remainder(z);
        return density(z) * remainder / (z + remainder);
    }

    private static double density(double z) {
        return DENSITY_AT_ZERO * Math.exp(-z * z / 2);
    }

    /** {@code 1/(z + 2/(z + 3/(z + …)))}, from the inside out. */
    private static double remainder(double z) {
        double inner = 0;
        for (int k = TERMS; k >= 1; k--) {
            inner = k / (z + inner);
        }
        return inner;
    }
}
