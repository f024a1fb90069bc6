package dev.courtside.engine.anomaly;

import java.time.Instant;
import org.apache.commons.math3.special.Erf;

/**
 * Tukey's fences over a window of the last points:
 *
 * <pre>
 *   score = max(q1 − x, x − q3, 0) / r      r = max(q3 − q1, relativeFloor · |median|)
 * </pre>
 *
 * anomalous from score ≥ multiplier on. Half of the window may be anomalous before the quartiles move, so it fits skewed
 * series with heavy tails better than {@link ZScore}. Quartiles are interpolated linearly (Hyndman and Fan's type 7).
 *
 * <p>The confidence is the share of normal values that lie nearer to the median: a score of k is a distance of
 * 0.6745 · (1 + 2k) standard deviations, 2.70 for the usual 1.5.
 *
 * <p>Sources: Tukey, Exploratory Data Analysis (1977); Hyndman and Fan, Sample Quantiles in Statistical Packages (1996).
 *
 * @param multiplier interquartile ranges past a quartile from which a value is anomalous, above 0
 * @param minimumPoints points to learn before the first judgement, at least 4
 * @param relativeFloor least interquartile range as a share of the median, 0 to 1
 */
public record Iqr(double multiplier, int minimumPoints, double relativeFloor) implements Detector {

    /** 1.5 interquartile ranges, after 30 points, with a floor of 1 %. */
    public static final Iqr STANDARD = new Iqr(1.5, 30, 0.01);

    /** The third quartile of the standard normal distribution. */
    private static final double NORMAL_QUARTILE = 0.6744897501960817;

    public Iqr {
        if (!(multiplier > 0 && multiplier < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("iqr multiplier " + multiplier + " must be above 0");
        }
        if (minimumPoints < 4) {
            throw new IllegalArgumentException("iqr minimumPoints " + minimumPoints + " must be at least 4");
        }
        if (!(relativeFloor >= 0 && relativeFloor <= 1)) {
            throw new IllegalArgumentException("iqr relativeFloor " + relativeFloor + " must be from 0 to 1");
        }
    }

    @Override
    public Method method() {
        return Method.IQR;
    }

    @Override
    public Verdict judge(Baseline baseline, Instant at, double value) {
        Baseline.requireJudgeable(value);
        int points = baseline.size();
        if (points < minimumPoints) {
            return new Verdict.Learning(value, Method.IQR, points, minimumPoints);
        }
        double[] sorted = baseline.sortedValues();
        double q1 = quantile(sorted, 0.25);
        double median = quantile(sorted, 0.5);
        double q3 = quantile(sorted, 0.75);
        double range = Math.max(q3 - q1, relativeFloor * Math.abs(median));
        double low = q1 - multiplier * range;
        double high = q3 + multiplier * range;
        if (!(high > low)) {
            return Judgement.ofNovelty(Method.IQR, value, median, points, multiplier);
        }
        double score = Math.max(0, Math.max(q1 - value, value - q3)) / range;
        return new Judgement(Method.IQR, value, new Expected(low, high), score, multiplier)
                .verdict(
                        () -> 100 * Erf.erf(NORMAL_QUARTILE * (1 + 2 * score) / Math.sqrt(2)),
                        () ->
                                "%s is %s interquartile ranges %s the %s quartile %s of the last %d points (expected %s to %s)"
                                        .formatted(
                                                Judgement.number(value),
                                                Judgement.number(score),
                                                Judgement.side(value, median),
                                                value >= median ? "third" : "first",
                                                Judgement.number(value >= median ? q3 : q1),
                                                points,
                                                Judgement.number(low),
                                                Judgement.number(high)));
    }

    private static double quantile(double[] sorted, double share) {
        double position = share * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
