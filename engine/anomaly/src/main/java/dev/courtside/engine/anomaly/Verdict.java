package dev.courtside.engine.anomaly;

/** What a detector says of one value, knowing only the values before it. */
public sealed interface Verdict {

    /** The value that was judged, in the unit of its series. */
    double value();

    /** The method that judged it. */
    Method method();

    /**
     * The score on a scale that is the same for all methods: 0 is no surprise at all, 1 is never reached, and a value
     * is anomalous exactly from {@link #UNIT_THRESHOLD} on. It grows with the score of the method.
     */
    double unitScore();

    /** The unit score from which a value is anomalous. */
    double UNIT_THRESHOLD = 0.5;

    /**
     * Too little is known of the series to judge it.
     *
     * @param seen values learnt so far
     * @param needed values that have to be learnt before the first judgement
     */
    record Learning(double value, Method method, int seen, int needed) implements Verdict {
        /** Share of the learning that is done, from 0 to below 1. */
        public double progress() {
            return (double) seen / needed;
        }

        @Override
        public double unitScore() {
            return 0;
        }
    }

    /**
     * The value is within its band.
     *
     * @param score distance in the unit of the method (σ for {@code zscore} and {@code trend}, IQR for {@code iqr})
     * @param threshold the score from which it would have been anomalous
     */
    record Normal(double value, Method method, Expected expected, double score, double threshold) implements Verdict {
        @Override
        public double unitScore() {
            return unit(score, threshold);
        }
    }

    /**
     * The value is outside its band.
     *
     * @param score distance in the unit of the method, at least {@code threshold}
     * @param confidence percent, 0 to 100; each method says what it stands for
     * @param reason a sentence for people
     */
    record Anomalous(
            double value,
            Method method,
            Expected expected,
            double score,
            double threshold,
            Severity severity,
            double confidence,
            String reason)
            implements Verdict {
        @Override
        public double unitScore() {
            return unit(score, threshold);
        }
    }

    private static double unit(double score, double threshold) {
        // Monotone, 0.5 at the threshold; the cap keeps an infinite score below 1 and away from NaN.
        double ratio = Math.min(score / threshold, 1e9);
        return ratio / (1 + ratio);
    }
}
