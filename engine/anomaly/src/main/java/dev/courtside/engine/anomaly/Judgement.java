package dev.courtside.engine.anomaly;

import java.util.Locale;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/** The part of a judgement that is the same for all methods: from a score to a verdict. */
record Judgement(Method method, double value, Expected expected, double score, double threshold) {

    /** Past this the size of a score says nothing more, and JSON has no infinity. */
    private static final double LARGEST_SCORE = 1e12;

    Judgement {
        score = Math.min(score, LARGEST_SCORE);
    }

    /** The confidence and the reason are worked out only for values that are anomalous, which are few. */
    Verdict verdict(DoubleSupplier confidence, Supplier<String> reason) {
        if (score < threshold) {
            return new Verdict.Normal(value, method, expected, score, threshold);
        }
        return new Verdict.Anomalous(
                value,
                method,
                expected,
                score,
                threshold,
                Severity.ofRatio(score / threshold),
                Math.clamp(confidence.getAsDouble(), 0, 100),
                reason.get());
    }

    /**
     * The verdict over a series that never varied and has no magnitude either (all zeros): there is no scale to measure
     * by, so another value is new, but nobody can say by how much. It is reported at the threshold exactly, as low, and
     * taught in full, so that from the next value on there is a scale.
     */
    static Verdict ofNovelty(Method method, double value, double constant, int points, double threshold) {
        Expected expected = new Expected(constant, constant);
        double score = value == constant ? 0 : threshold;
        return new Judgement(method, value, expected, score, threshold)
                .verdict(
                        () -> 100.0 * points / (points + 1.0),
                        () -> "%s is the first value other than %s in %d points"
                                .formatted(number(value), number(constant), points));
    }

    /** A number as people read it: four significant digits. */
    static String number(double value) {
        if (value == 0) {
            return "0";
        }
        double magnitude = Math.abs(value);
        if (magnitude < 1e-3 || magnitude >= 1e7) {
            return String.format(Locale.ROOT, "%.3e", value);
        }
        int decimals = Math.max(0, 3 - (int) Math.floor(Math.log10(magnitude)));
        String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
        return text.contains(".") ? text.replaceAll("\\.?0+$", "") : text;
    }

    static String side(double value, double centre) {
        return value >= centre ? "above" : "below";
    }
}
