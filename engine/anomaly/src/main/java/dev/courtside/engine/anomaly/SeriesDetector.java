package dev.courtside.engine.anomaly;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The detector of one series: judges every point by the ones before it, learns it, and tells the start of an anomalous
 * episode from its going on. Not thread-safe; knows no clock, the points bring their times.
 *
 * <p>An episode starts with an anomalous point and ends when {@link #QUIET_POINTS} points in a row were not. Within an
 * episode only a point of higher severity than all before is announced again: a lasting shift is one piece of news.
 */
public final class SeriesDetector {

    /** The points kept by default: six minutes at one point a second, a quarter of a day at one a minute. */
    public static final int DEFAULT_WINDOW = 360;

    /** Points in a row that have to be normal for an episode to end. */
    public static final int QUIET_POINTS = 15;

    private static final byte CHECKPOINT_VERSION = 1;
    private static final byte NO_EPISODE = -1;

    private final Detector detector;
    private final Baseline baseline;
    private long points;
    private @Nullable Severity episode;
    private int quiet;

    /** A detector that knows nothing yet, with a window of {@link #DEFAULT_WINDOW}. */
    public SeriesDetector(Detector detector) {
        this(detector, new Baseline(DEFAULT_WINDOW));
    }

    /**
     * A detector over a baseline, which it owns from now on.
     *
     * @param detector the method and its settings
     */
    public SeriesDetector(Detector detector, Baseline baseline) {
        this.detector = detector;
        this.baseline = baseline;
    }

    /**
     * Judges and learns a point.
     *
     * @param at its time; milliseconds count
     * @param value finite
     * @throws IllegalArgumentException if the value is NaN, infinite or too large; nothing changed then
     */
    public Observation observe(Instant at, double value) {
        Baseline.requireJudgeable(value);
        if (baseline.size() > 0 && at.toEpochMilli() <= baseline.newestTime()) {
            return learnLate(at, value);
        }
        Verdict verdict = detector.judge(baseline, at, value);
        baseline.append(at, lesson(verdict));
        points++;
        return new Observation.Judged(verdict, announces(verdict));
    }

    /** Judges a value as if it came now, by this series' own method, and learns nothing. */
    public Verdict judge(Instant at, double value) {
        return detector.judge(baseline, at, value);
    }

    /** Judges a value by another method over the same baseline, and learns nothing. */
    public Verdict judge(Detector other, Instant at, double value) {
        return other.judge(baseline, at, value);
    }

    /**
     * Learns what another detector of the same series learnt meanwhile, for a checkpoint that could be read only after new
     * points had come in. Nothing is announced twice: what the other one saw, it has announced itself.
     */
    public void catchUp(SeriesDetector newer) {
        for (int i = 0; i < newer.baseline.size(); i++) {
            observe(Instant.ofEpochMilli(newer.baseline.timeAt(i)), newer.baseline.valueAt(i));
        }
    }

    /** Points learnt since the series is known, late ones included. */
    public long points() {
        return points;
    }

    /** The severity of the episode that goes on, or null. */
    public @Nullable Severity episode() {
        return episode;
    }

    /** The method this series is judged by. */
    public Method method() {
        return detector.method();
    }

    /** The whole state in a documented, versioned form: a version byte, the episode, the counters, the baseline. */
    public byte[] checkpoint() {
        ByteBuffer out = ByteBuffer.allocate(2 + Integer.BYTES + Long.BYTES + baseline.checkpointBytes());
        out.put(CHECKPOINT_VERSION);
        out.put(episode == null ? NO_EPISODE : (byte) episode.ordinal());
        out.putInt(quiet).putLong(points);
        baseline.checkpoint(out);
        return out.array();
    }

    /**
     * The detector as it was when the checkpoint was taken; from there on both say the same, bit for bit.
     *
     * @param detector the method and settings, which a checkpoint does not hold: they may have been changed since
     * @throws IllegalArgumentException if these bytes are not a checkpoint of a known version
     */
    public static SeriesDetector restore(Detector detector, byte[] checkpoint) {
        ByteBuffer in = ByteBuffer.wrap(checkpoint);
        try {
            byte version = in.get();
            if (version != CHECKPOINT_VERSION) {
                throw new IllegalArgumentException("checkpoint version " + version + " is not known");
            }
            byte severity = in.get();
            int quiet = in.getInt();
            long points = in.getLong();
            SeriesDetector restored = new SeriesDetector(detector, Baseline.restore(in));
            restored.points = points;
            restored.quiet = quiet;
            restored.episode = severity == NO_EPISODE ? null : Severity.values()[severity];
            return restored;
        } catch (BufferUnderflowException | ArrayIndexOutOfBoundsException truncated) {
            throw new IllegalArgumentException("the checkpoint is damaged", truncated);
        }
    }

    private Observation learnLate(Instant at, double value) {
        if (baseline.knows(at)) {
            return new Observation.Duplicate();
        }
        if (!baseline.insert(at, lesson(detector.judge(baseline, at, value)))) {
            return new Observation.TooLate();
        }
        points++;
        return new Observation.Late();
    }

    /** What the baseline is taught of a value: an anomaly counts no more than the edge of the band. */
    private static double lesson(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Learning learning -> learning.value();
            case Verdict.Normal normal -> normal.value();
            // Without any scale there is no edge to clamp to: this value brings the first one.
            case Verdict.Anomalous anomaly when anomaly.expected().isPoint() -> anomaly.value();
            case Verdict.Anomalous anomaly -> anomaly.expected().clamp(anomaly.value());
        };
    }

    private boolean announces(Verdict verdict) {
        if (verdict instanceof Verdict.Anomalous anomaly) {
            quiet = 0;
            boolean news = episode == null || anomaly.severity().compareTo(episode) > 0;
            if (news) {
                episode = anomaly.severity();
            }
            return news;
        }
        if (episode != null && ++quiet >= QUIET_POINTS) {
            episode = null;
            quiet = 0;
        }
        return false;
    }
}
