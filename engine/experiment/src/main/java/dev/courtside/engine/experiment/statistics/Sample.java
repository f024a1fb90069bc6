package dev.courtside.engine.experiment.statistics;

/** The units of one arm, by their sufficient statistics. */
public sealed interface Sample {

    /** The number of units. */
    long n();

    /** The mean of the units' values. */
    double mean();

    /** The variance of one unit's value, not of the mean. */
    double variance();

    /** The variance of the mean: {@code variance / n}. */
    default double varianceOfMean() {
        return variance() / n();
    }

    /**
     * Values of any size; the variance is the sample's, {@code (Σx² − (Σx)²/n) / (n − 1)}.
     *
     * @param n units, at least 0
     * @param sum of the units' values
     * @param sumSquares of the units' values
     */
    record Values(long n, double sum, double sumSquares) implements Sample {
        public Values {
            requireCount(n);
            requireFinite("sum", sum);
            requireFinite("sumSquares", sumSquares);
            // rounding may take a constant sample a little past the bound
            if (sumSquares < 0 || n > 0 && sumSquares < sum * sum / n * (1 - 1e-9)) {
                throw new IllegalArgumentException(
                        "sumSquares " + sumSquares + " is too small for " + n + " values whose sum is " + sum);
            }
        }

        @Override
        public double mean() {
            return sum / n;
        }

        @Override
        public double variance() {
            return n < 2 ? Double.NaN : Math.max(0, (sumSquares - sum * sum / n) / (n - 1));
        }
    }

    /**
     * Units that did or did not; the variance is the binomial {@code p(1 − p)}.
     *
     * @param n units, at least 0
     * @param sum units that did, 0 to {@code n}
     */
    record Proportion(long n, double sum) implements Sample {
        public Proportion {
            requireCount(n);
            requireFinite("sum", sum);
            if (sum < 0 || sum > n) {
                throw new IllegalArgumentException("sum " + sum + " is not between 0 and n " + n);
            }
        }

        @Override
        public double mean() {
            return sum / n;
        }

        @Override
        public double variance() {
            return n < 2 ? Double.NaN : mean() * (1 - mean());
        }
    }

    private static void requireCount(long n) {
        if (n < 0) {
            throw new IllegalArgumentException("n " + n + " is negative");
        }
    }

    private static void requireFinite(String name, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(name + " " + value + " is not a finite number");
        }
    }
}
