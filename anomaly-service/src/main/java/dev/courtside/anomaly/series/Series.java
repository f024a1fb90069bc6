package dev.courtside.anomaly.series;

import dev.courtside.engine.anomaly.Detector;
import dev.courtside.engine.anomaly.Observation;
import dev.courtside.engine.anomaly.SeriesDetector;
import dev.courtside.engine.anomaly.Verdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A series in memory. Its lock keeps its detector to one thread at a time; different series never wait for each other. */
public final class Series {
    private final String id;
    private final SeriesKey key;
    private SeriesDetector detector;
    private @Nullable Instant lastAt;
    private double lastValue;
    private boolean changed;

    Series(String id, SeriesKey key, SeriesDetector detector) {
        this.id = id;
        this.key = key;
        this.detector = detector;
    }

    public String id() {
        return id;
    }

    public SeriesKey key() {
        return key;
    }

    /**
     * Judges and learns a point.
     *
     * @throws IllegalArgumentException if the value can't be judged
     */
    public synchronized Observation observe(Instant at, double value) {
        Observation observation = detector.observe(at, value);
        switch (observation) {
            case Observation.Judged judged -> {
                lastAt = at;
                lastValue = value;
                changed = true;
            }
            case Observation.Late late -> changed = true;
            case Observation.Duplicate duplicate -> {}
            case Observation.TooLate tooLate -> {}
        }
        return observation;
    }

    /** Judges a value by a method and learns nothing. */
    public synchronized Verdict judge(Detector method, Instant at, double value) {
        return detector.judge(method, at, value);
    }

    /** What is known of the series, for people; null while it has no point. */
    synchronized @Nullable SeriesView view() {
        if (lastAt == null) {
            return null;
        }
        // By the baseline that has learnt the last value too: the band in which the next one is expected.
        Verdict next = detector.judge(lastAt, lastValue);
        return SeriesView.of(this, detector, lastAt, lastValue, next);
    }

    /** The state to write if it changed since the last call; null otherwise. */
    synchronized @Nullable SeriesCheckpoint takeChanges() {
        if (!changed || lastAt == null) {
            return null;
        }
        changed = false;
        return new SeriesCheckpoint(id, key, lastAt, lastValue, detector.checkpoint());
    }

    /** To be called when changes that were taken could not be written. */
    synchronized void putChangesBack() {
        changed = true;
    }

    /** Takes over what an earlier process had learnt; points that came in since are learnt on top. */
    synchronized void resume(SeriesDetector earlier, Instant earlierAt, double earlierValue) {
        earlier.catchUp(detector);
        detector = earlier;
        if (lastAt == null) {
            lastAt = earlierAt;
            lastValue = earlierValue;
        }
    }
}
