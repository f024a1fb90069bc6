package dev.courtside.experiment.metric;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.courtside.engine.experiment.statistics.Sample;

/** How a unit's outcomes become the one value that counts for it. */
public enum MetricType {
    /** The average of the unit's outcomes; units without one don't count. */
    @JsonProperty("mean")
    MEAN,
    /** Whether any of the unit's outcomes is 1; exposed units without one count as 0. */
    @JsonProperty("proportion")
    PROPORTION,
    /** The sum of the unit's outcomes; exposed units without one count as 0. */
    @JsonProperty("count")
    COUNT;

    /** The name on the wire and in the database. */
    public String wireName() {
        return switch (this) {
            case MEAN -> "mean";
            case PROPORTION -> "proportion";
            case COUNT -> "count";
        };
    }

    /** The type of a wire name that the database holds. */
    public static MetricType ofWireName(String name) {
        return switch (name) {
            case "mean" -> MEAN;
            case "proportion" -> PROPORTION;
            case "count" -> COUNT;
            default -> throw new IllegalArgumentException("no type of metric is called " + name);
        };
    }

    /**
     * An arm's sample.
     *
     * @param exposed units that were given the variant
     * @param measured units with an outcome
     * @param sum of the units' values
     * @param sumSquares of the units' values
     */
    public Sample sample(long exposed, long measured, double sum, double sumSquares) {
        return switch (this) {
            case MEAN -> new Sample.Values(measured, sum, atLeast(measured, sum, sumSquares));
            case PROPORTION -> new Sample.Proportion(exposed, sum);
            case COUNT -> new Sample.Values(exposed, sum, atLeast(exposed, sum, sumSquares));
        };
    }

    /** Sums that were kept by adding and subtracting may be off by rounding where all values are the same. */
    private static double atLeast(long n, double sum, double sumSquares) {
        return n == 0 ? 0 : Math.max(sumSquares, sum * sum / n);
    }
}
