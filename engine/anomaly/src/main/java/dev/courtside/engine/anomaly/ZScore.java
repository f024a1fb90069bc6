package dev.courtside.engine.anomaly;

import java.time.Instant;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * The z-score over a window of the last points:
 *
 * <pre>
 *   z = (x − m) / s      s = max(standard deviation, relativeFloor · |m|)
 * </pre>
 *
 * anomalous from |z| ≥ threshold on. m and s come from the values before x only, and what is anomalous enters them
 * clamped to the band m ± threshold · s (winsorising), so that one spike can't hide the next; a lasting new level still
 * widens the band by a factor of e in about a quarter of the window and is the new normal within one window.
 *
 * <p>The floor keeps constant and nearly constant series from alarming at every breath: with 1 % and 3σ a value has to
 * leave the mean by 3 %. Above the floor the score is the same for a·x + b as for x.
 *
 * <p>The confidence is the two-sided coverage of the prediction interval that ends at x, under normal values with mean
 * and deviation estimated from n points: 100 · (1 − 2 · P(T > |z| / √(1 + 1/n))) with n − 1 degrees of freedom.
 *
 * <p>Sources: Shewhart, Economic Control of Quality of Manufactured Product (1931) for the 3σ limits; Tukey, The Future of
 * Data Analysis (1962) for winsorising; Hahn and Meeker, Statistical Intervals (1991), section 4.7 for the interval.
 *
 * @param threshold standard deviations from which a value is anomalous, above 0
 * @param minimumPoints points to learn before the first judgement, at least 3
 * @param relativeFloor least standard deviation as a share of the mean, 0 to 1
 */
public record ZScore(double threshold, int minimumPoints, double relativeFloor) implements Detector {

    /** 3σ, after 30 points, with a floor of 1 %. */
    public static final ZScore STANDARD = new ZScore(3, 30, 0.01);

    public ZScore {
        if (!(threshold > 0 && threshold < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("zscore threshold " + threshold + " must be above 0");
        }
        if (minimumPoints < 3) {
            throw new IllegalArgumentException("zscore minimumPoints " + minimumPoints + " must be at least 3");
        }
        if (!(relativeFloor >= 0 && relativeFloor <= 1)) {
            throw new IllegalArgumentException("zscore relativeFloor " + relativeFloor + " must be from 0 to 1");
        }
    }

    @Override
    public Method method() {
        return Method.ZSCORE;
    }

    @Override
    public Verdict judge(Baseline baseline, Instant at, double value) {
        Baseline.requireJudgeable(value);
        int points = baseline.size();
        if (points < minimumPoints) {
            return new Verdict.Learning(value, Method.ZSCORE, points, minimumPoints);
        }
        double mean = baseline.mean();
        double deviation = Math.max(baseline.standardDeviation(), relativeFloor * Math.abs(mean));
        double reach = threshold * deviation;
        if (!(mean + reach > mean - reach)) {
            return Judgement.ofNovelty(Method.ZSCORE, value, mean, points, threshold);
        }
        double score = Math.abs(value - mean) / deviation;
        return new Judgement(Method.ZSCORE, value, new Expected(mean - reach, mean + reach), score, threshold)
                .verdict(
                        () -> 100 * coverage(score, points),
                        () -> "%s is %s standard deviations %s the mean %s of the last %d points (expected %s to %s)"
                                .formatted(
                                        Judgement.number(value),
                                        Judgement.number(score),
                                        Judgement.side(value, mean),
                                        Judgement.number(mean),
                                        points,
                                        Judgement.number(mean - reach),
                                        Judgement.number(mean + reach)));
    }

    private static double coverage(double score, int points) {
        double t = score / Math.sqrt(1 + 1.0 / points);
        return 1 - 2 * new TDistribution(null, points - 1.0).cumulativeProbability(-t);
    }
}
