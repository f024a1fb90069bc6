package dev.courtside.engine.anomaly;

/**
 * The band a value was expected in, both ends included, in the unit of the series.
 *
 * @param low the least value that is not unusual
 * @param high the greatest value that is not unusual, at least {@code low}
 */
public record Expected(double low, double high) {
    public Expected {
        if (!(low <= high)) {
            throw new IllegalArgumentException("expected band from " + low + " to " + high + " is empty");
        }
    }

    /** The value of the band that is nearest to {@code value}: the value itself where it lies within. */
    public double clamp(double value) {
        return Math.clamp(value, low, high);
    }

    /** True if the band is a single value, as for a series that was always zero. */
    public boolean isPoint() {
        return low == high;
    }
}
