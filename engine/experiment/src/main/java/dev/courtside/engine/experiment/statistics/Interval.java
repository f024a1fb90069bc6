package dev.courtside.engine.experiment.statistics;

/**
 * A two-sided interval, in the unit of the estimate.
 *
 * @param low its lower end
 * @param high its upper end
 */
public record Interval(double low, double high) {

    static Interval around(double middle, double halfWidth) {
        return new Interval(middle - halfWidth, middle + halfWidth);
    }

    /** True if zero lies outside. */
    public boolean excludesZero() {
        return low > 0 || high < 0;
    }
}
