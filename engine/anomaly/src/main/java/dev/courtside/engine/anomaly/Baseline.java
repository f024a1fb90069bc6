package dev.courtside.engine.anomaly;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;

/**
 * What is known of one series: a ring of its last points in the order of time, with their running mean and sum of squared
 * deviations. This is the one mutable part of a detector. It is owned by one thread at a time.
 *
 * <p>The ring grows with its content, so that a series of three points costs 16 slots. A full one of 360 points is
 * 5.8 kB. Times in the ring are distinct and ascending; the times are kept in milliseconds.
 */
public final class Baseline {

    /** The largest magnitude of a value: its square times the window still fits a double. */
    public static final double MAX_MAGNITUDE = 1e100;

    private static final int FIRST_SLOTS = 16;

    /**
     * Where one value held more than this many times all other squared deviations together, the running sums have lost
     * their digits by its coming or going.
     */
    private static final double DIGITS_LOST = 1e6;

    private final int capacity;
    private long[] times;
    private double[] values;
    private int oldest;
    private int size;
    private double mean;
    private double squares;
    private int updates;

    /**
     * An empty baseline.
     *
     * @param capacity the points it keeps, at least 4
     */
    public Baseline(int capacity) {
        if (capacity < 4) {
            throw new IllegalArgumentException("a baseline of " + capacity + " points is too short: at least 4");
        }
        this.capacity = capacity;
        int slots = Math.min(FIRST_SLOTS, capacity);
        this.times = new long[slots];
        this.values = new double[slots];
    }

    /** True for what every method can judge: finite and at most {@link #MAX_MAGNITUDE} in magnitude. */
    public static boolean isJudgeable(double value) {
        return Math.abs(value) <= MAX_MAGNITUDE;
    }

    /**
     * Refuses what no method can judge.
     *
     * @throws IllegalArgumentException if the value is NaN, infinite or beyond {@link #MAX_MAGNITUDE}
     */
    static void requireJudgeable(double value) {
        if (!isJudgeable(value)) {
            throw new IllegalArgumentException(
                    "value " + value + " is not a finite number of at most " + MAX_MAGNITUDE + " in magnitude");
        }
    }

    /**
     * Learns a point that is newer than all others; the oldest leaves a full ring.
     *
     * @throws IllegalArgumentException if the point is not newer or its value can't be judged
     */
    void append(Instant at, double value) {
        requireJudgeable(value);
        long time = at.toEpochMilli();
        if (size > 0 && time <= newestTime()) {
            throw new IllegalArgumentException("point at " + at + " is not newer than the newest one");
        }
        if (size == capacity) {
            double left = values[oldest];
            times[oldest] = time;
            values[oldest] = value;
            oldest = (oldest + 1) % capacity;
            double before = mean;
            mean += (value - left) / size;
            squares += (value - left) * (value - mean + left - before);
            settle(left);
        } else {
            grow();
            times[size] = time;
            values[size] = value;
            size++;
            double step = value - mean;
            mean += step / size;
            squares += step * (value - mean);
            settle(value);
        }
    }

    /**
     * Learns a point that comes late, at its place in time.
     *
     * @return false if it is older than a full ring, or its time is taken: then nothing changed
     */
    boolean insert(Instant at, double value) {
        requireJudgeable(value);
        long time = at.toEpochMilli();
        int place = 0;
        while (place < size && timeAt(place) < time) {
            place++;
        }
        boolean beforeAll = place == 0 && size == capacity;
        boolean taken = place < size && timeAt(place) == time;
        if (beforeAll || taken) {
            return false;
        }
        int skipped = size == capacity ? 1 : 0;
        long[] newTimes = new long[times.length + (skipped == 0 && size == times.length ? 1 : 0)];
        double[] newValues = new double[newTimes.length];
        int to = 0;
        for (int from = skipped; from < size; from++) {
            if (from == place) {
                newTimes[to] = time;
                newValues[to++] = value;
            }
            newTimes[to] = timeAt(from);
            newValues[to++] = valueAt(from);
        }
        if (place == size) {
            newTimes[to] = time;
            newValues[to++] = value;
        }
        times = newTimes;
        values = newValues;
        oldest = 0;
        size = to;
        recount();
        return true;
    }

    /** True if a point of this very time is known. */
    boolean knows(Instant at) {
        long time = at.toEpochMilli();
        for (int i = size - 1; i >= 0 && timeAt(i) >= time; i--) {
            if (timeAt(i) == time) {
                return true;
            }
        }
        return false;
    }

    /** The number of points known. */
    public int size() {
        return size;
    }

    /** The number of points kept at most. */
    public int capacity() {
        return capacity;
    }

    /** The mean of the known values; 0 where there is none. */
    public double mean() {
        return mean;
    }

    /** The sample standard deviation (n − 1) of the known values; 0 for fewer than two. */
    public double standardDeviation() {
        return size < 2 ? 0 : Math.sqrt(Math.max(0, squares) / (size - 1));
    }

    /** Milliseconds since the epoch of the point at {@code index}, 0 being the oldest. */
    long timeAt(int index) {
        return times[slot(index)];
    }

    /** The value of the point at {@code index}, 0 being the oldest. */
    double valueAt(int index) {
        return values[slot(index)];
    }

    long newestTime() {
        return timeAt(size - 1);
    }

    double[] sortedValues() {
        // The order of the ring does not matter here, and a ring that is not full starts at slot 0.
        double[] sorted = Arrays.copyOf(values, size);
        Arrays.sort(sorted);
        return sorted;
    }

    int checkpointBytes() {
        return 3 * Integer.BYTES + 2 * Double.BYTES + size * (Long.BYTES + Double.BYTES);
    }

    void checkpoint(ByteBuffer out) {
        out.putInt(capacity).putInt(size).putInt(updates).putDouble(mean).putDouble(squares);
        for (int i = 0; i < size; i++) {
            out.putLong(timeAt(i)).putDouble(valueAt(i));
        }
    }

    /** The sums are taken over as they were, not recomputed, so that a restart equals no restart bit for bit. */
    static Baseline restore(ByteBuffer in) {
        int capacity = in.getInt();
        int size = in.getInt();
        Baseline baseline = new Baseline(capacity);
        if (size < 0 || size > capacity) {
            throw new IllegalArgumentException("a checkpoint of " + size + " points in a window of " + capacity);
        }
        baseline.updates = in.getInt();
        baseline.mean = in.getDouble();
        baseline.squares = in.getDouble();
        for (int i = 0; i < size; i++) {
            baseline.grow();
            baseline.times[i] = in.getLong();
            baseline.values[i] = in.getDouble();
            baseline.size++;
        }
        return baseline;
    }

    private int slot(int index) {
        return (oldest + index) % times.length;
    }

    private void grow() {
        if (size == times.length) {
            int slots = Math.min(capacity, 2 * times.length);
            times = Arrays.copyOf(times, slots);
            values = Arrays.copyOf(values, slots);
        }
    }

    /** Recounts once a window, and whenever a value came or left that dwarfed all others. */
    private void settle(double changed) {
        double distance = changed - mean;
        if (++updates >= capacity || squares < 0 || distance * distance > DIGITS_LOST * squares) {
            recount();
        }
    }

    private void recount() {
        double sum = 0;
        double pivot = size == 0 ? 0 : valueAt(size - 1);
        for (int i = 0; i < size; i++) {
            sum += valueAt(i) - pivot;
        }
        mean = size == 0 ? 0 : pivot + sum / size;
        squares = 0;
        for (int i = 0; i < size; i++) {
            double distance = valueAt(i) - mean;
            squares += distance * distance;
        }
        updates = 0;
    }
}
