package dev.courtside.engine.anomaly;

import java.time.Instant;

/**
 * A method with its settings. Immutable and shared by any number of series: all that changes is in {@link Baseline}.
 */
public sealed interface Detector permits ZScore, Iqr, Trend {

    /**
     * Judges a value by what the baseline has learnt so far. Learns nothing.
     *
     * @param at the time of the value
     * @param value finite, at most {@link Baseline#MAX_MAGNITUDE} in magnitude
     * @throws IllegalArgumentException if the value is not a number that can be judged
     */
    Verdict judge(Baseline baseline, Instant at, double value);

    /** The name of the method. */
    Method method();

    /** The method of this name with its usual settings. */
    static Detector standard(Method method) {
        return switch (method) {
            case ZSCORE -> ZScore.STANDARD;
            case IQR -> Iqr.STANDARD;
            case TREND -> Trend.STANDARD;
        };
    }
}
