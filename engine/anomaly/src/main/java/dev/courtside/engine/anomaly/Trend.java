package dev.courtside.engine.anomaly;

import java.time.Instant;

/**
 * A straight line through the last points by least squares, prolonged to the time of the value:
 *
 * <pre>
 *   score = |x − ŷ(t)| / (s · √(1 + 1/n + (t − t̄)² / Σ(tᵢ − t̄)²))      s² = Σ(yᵢ − ŷ(tᵢ))² / (n − 2)
 * </pre>
 *
 * anomalous from score ≥ threshold on. It judges series that grow or shrink steadily, on which a mean is of no use. The
 * deviation s is at least {@code relativeFloor} of the mean, as in {@link ZScore}.
 *
 * <p>The confidence is 100 · R² of the line: how much of the past the line explains, hence how far the forecast is to be
 * trusted. A large deviation from a line that explains nothing has a low confidence.
 *
 * <p>Source: Draper and Smith, Applied Regression Analysis (1998), section 3.1 (prediction interval).
 *
 * @param threshold standard errors of the prediction from which a value is anomalous, above 0
 * @param points how many of the last points the line is drawn through, at least {@code minimumPoints}
 * @param minimumPoints points to learn before the first judgement, at least 4
 * @param relativeFloor least deviation as a share of the mean, 0 to 1
 */
public record Trend(double threshold, int points, int minimumPoints, double relativeFloor) implements Detector {

    /** 3 standard errors from the line through the last 120 points, after 30 points, with a floor of 1 %. */
    public static final Trend STANDARD = new Trend(3, 120, 30, 0.01);

    public Trend {
        if (!(threshold > 0 && threshold < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("trend threshold " + threshold + " must be above 0");
        }
        if (minimumPoints < 4 || points < minimumPoints) {
            throw new IllegalArgumentException(
                    "trend needs 4 ≤ minimumPoints ≤ points, not " + minimumPoints + " and " + points);
        }
        if (!(relativeFloor >= 0 && relativeFloor <= 1)) {
            throw new IllegalArgumentException("trend relativeFloor " + relativeFloor + " must be from 0 to 1");
        }
    }

    @Override
    public Method method() {
        return Method.TREND;
    }

    @Override
    public Verdict judge(Baseline baseline, Instant at, double value) {
        Baseline.requireJudgeable(value);
        int known = baseline.size();
        if (known < minimumPoints) {
            return new Verdict.Learning(value, Method.TREND, known, minimumPoints);
        }
        int n = Math.min(points, known);
        Line line = Line.through(baseline, known - n, n);
        double forecast = line.at(at.toEpochMilli());
        double deviation = Math.max(line.deviation(), relativeFloor * Math.abs(line.meanValue()));
        double error = deviation * line.leverage(at.toEpochMilli());
        double reach = threshold * error;
        if (!(forecast + reach > forecast - reach)) {
            return Judgement.ofNovelty(Method.TREND, value, forecast, n, threshold);
        }
        double score = Math.abs(value - forecast) / error;
        return new Judgement(Method.TREND, value, new Expected(forecast - reach, forecast + reach), score, threshold)
                .verdict(
                        () -> 100 * line.explained(),
                        () ->
                                "%s is %s standard errors %s the %s that the trend of the last %d points forecasts (expected %s to %s)"
                                        .formatted(
                                                Judgement.number(value),
                                                Judgement.number(score),
                                                Judgement.side(value, forecast),
                                                Judgement.number(forecast),
                                                n,
                                                Judgement.number(forecast - reach),
                                                Judgement.number(forecast + reach)));
    }

    /** A fitted line; times are milliseconds relative to the mean time, so that squares keep their digits. */
    private record Line(
            double meanTime,
            double meanValue,
            double slope,
            double timeSquares,
            double residualSquares,
            double total,
            int n) {

        static Line through(Baseline baseline, int from, int n) {
            long origin = baseline.timeAt(from);
            double meanTime = 0;
            double meanValue = 0;
            for (int i = 0; i < n; i++) {
                meanTime += (baseline.timeAt(from + i) - origin - meanTime) / (i + 1);
                meanValue += (baseline.valueAt(from + i) - meanValue) / (i + 1);
            }
            double timeSquares = 0;
            double products = 0;
            double total = 0;
            for (int i = 0; i < n; i++) {
                double t = baseline.timeAt(from + i) - origin - meanTime;
                double y = baseline.valueAt(from + i) - meanValue;
                timeSquares += t * t;
                products += t * y;
                total += y * y;
            }
            double slope = products / timeSquares;
            double residual = 0;
            for (int i = 0; i < n; i++) {
                double t = baseline.timeAt(from + i) - origin - meanTime;
                double miss = baseline.valueAt(from + i) - meanValue - slope * t;
                residual += miss * miss;
            }
            return new Line(origin + meanTime, meanValue, slope, timeSquares, residual, total, n);
        }

        double at(long millis) {
            return meanValue + slope * (millis - meanTime);
        }

        double deviation() {
            return Math.sqrt(residualSquares / (n - 2));
        }

        double leverage(long millis) {
            double t = millis - meanTime;
            return Math.sqrt(1 + 1.0 / n + t * t / timeSquares);
        }

        double explained() {
            return total > 0 ? Math.max(0, 1 - residualSquares / total) : 0;
        }
    }
}
