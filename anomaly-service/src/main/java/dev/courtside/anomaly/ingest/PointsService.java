package dev.courtside.anomaly.ingest;

import dev.courtside.anomaly.finding.Anomalies;
import dev.courtside.anomaly.finding.Anomaly;
import dev.courtside.anomaly.series.DetectionConfig;
import dev.courtside.anomaly.series.InvalidFieldException;
import dev.courtside.anomaly.series.Series;
import dev.courtside.anomaly.series.SeriesKey;
import dev.courtside.anomaly.series.SeriesRegistry;
import dev.courtside.engine.anomaly.Baseline;
import dev.courtside.engine.anomaly.Observation;
import dev.courtside.engine.anomaly.Verdict;
import dev.courtside.kit.id.UuidV7;
import dev.courtside.kit.problem.Problem;
import dev.courtside.kit.problem.ProblemException;
import dev.courtside.kit.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes batches of points: each is checked, judged by what its series knew before, learnt, and announced if unusual. */
@ApplicationScoped
public class PointsService {
    static final int MAX_POINTS = 10_000;

    private static final Pattern TRACE_ID = Pattern.compile("[0-9a-f]{32}");

    private final SeriesRegistry registry;
    private final SeenBatches seen;
    private final Anomalies anomalies;
    private final DetectionMeters meters;
    private final DetectionConfig config;
    private final InstantSource clock;

    @Inject
    PointsService(
            SeriesRegistry registry,
            SeenBatches seen,
            Anomalies anomalies,
            DetectionMeters meters,
            DetectionConfig config,
            InstantSource clock) {
        this.registry = registry;
        this.seen = seen;
        this.anomalies = anomalies;
        this.meters = meters;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Takes a batch.
     *
     * @param source who sent it; ids of batches are unique per source
     * @throws ProblemException 400 without points, 413 for too many, 429 if the limit of series keeps out every point
     */
    PointsAnswer accept(String source, PointBatch batch) {
        List<@Nullable Point> points = batch.points();
        if (points == null) {
            throw ProblemException.invalid("points", "a batch has points");
        }
        if (points.size() > MAX_POINTS) {
            throw new ProblemException(
                    Problem.of(ProblemType.TOO_LARGE, points.size() + " points in a batch: at most " + MAX_POINTS)
                            .withField("points")
                            .withExtension("limit", MAX_POINTS));
        }
        if (batch.batchId() != null && !seen.claim(source, batch.batchId())) {
            return PointsAnswer.ofRepeatedBatch(points.size());
        }
        return meters.timed(() -> learn(points));
    }

    private PointsAnswer learn(List<@Nullable Point> points) {
        PointsAnswer.Tally tally = new PointsAnswer.Tally();
        List<Checked> checked = check(points, tally);
        // A batch that is not in the order of time must not make its own points late.
        checked.sort(Comparator.comparing(Checked::at));
        int turnedAway = 0;
        for (Checked point : checked) {
            Series series = registry.obtain(point.key());
            if (series == null) {
                turnedAway++;
                tally.reject(
                        point.index(), "metric", "a new series, and the limit of " + registry.limit() + " is reached");
            } else {
                learn(series, point, tally);
            }
        }
        if (turnedAway > 0 && turnedAway == points.size()) {
            throw new ProblemException(
                    Problem.of(ProblemType.RATE_LIMITED, "the limit of " + registry.limit() + " series is reached")
                            .withField("points")
                            .withExtension("limit", registry.limit()));
        }
        return tally.answer();
    }

    private List<Checked> check(List<@Nullable Point> points, PointsAnswer.Tally tally) {
        Instant latest = clock.instant().plus(config.futureTolerance());
        List<Checked> checked = new ArrayList<>(points.size());
        for (int index = 0; index < points.size(); index++) {
            Point point = points.get(index);
            try {
                checked.add(Checked.of(index, point, latest));
            } catch (InvalidFieldException invalid) {
                tally.reject(index, invalid.field(), invalid.detail());
            }
        }
        return checked;
    }

    private void learn(Series series, Checked point, PointsAnswer.Tally tally) {
        switch (series.observe(point.at(), point.value())) {
            case Observation.Judged judged -> {
                tally.accept();
                meters.score(point.key().metric(), judged.verdict().unitScore());
                if (judged.verdict() instanceof Verdict.Anomalous anomaly) {
                    tally.anomaly();
                    if (judged.announce()) {
                        anomalies.add(anomaly(series, point, anomaly));
                    }
                }
            }
            case Observation.Late late -> tally.accept();
            case Observation.Duplicate duplicate -> tally.duplicate();
            case Observation.TooLate tooLate ->
                tally.reject(point.index(), "at", "older than all that the series remembers");
        }
    }

    private Anomaly anomaly(Series series, Checked point, Verdict.Anomalous verdict) {
        Instant now = clock.instant();
        return new Anomaly(
                UuidV7.next(),
                series.id(),
                series.key().metric(),
                series.key().labels(),
                point.at(),
                verdict.value(),
                verdict.expected(),
                verdict.score(),
                verdict.severity().wireName(),
                verdict.confidence(),
                verdict.method().wireName(),
                verdict.reason(),
                point.traceId(),
                now);
    }

    /** A point with everything in bounds. */
    private record Checked(
            int index,
            SeriesKey key,
            Instant at,
            double value,
            @Nullable String traceId) {

        static Checked of(int index, @Nullable Point point, Instant latest) {
            if (point == null || point.metric() == null) {
                throw new InvalidFieldException("metric", "a point names its metric");
            }
            SeriesKey key = SeriesKey.of(point.metric(), point.labels() == null ? Map.of() : point.labels());
            if (point.at() == null) {
                throw new InvalidFieldException("at", "a point has a time");
            }
            if (point.at().isAfter(latest) || point.at().isBefore(Instant.EPOCH)) {
                throw new InvalidFieldException("at", point.at() + " is in the future or before 1970");
            }
            if (point.value() == null || !Baseline.isJudgeable(point.value())) {
                throw new InvalidFieldException("value", point.value() + " is no finite number");
            }
            if (point.traceId() != null && !TRACE_ID.matcher(point.traceId()).matches()) {
                throw new InvalidFieldException("traceId", "a trace id is 32 lower case hexadecimal digits");
            }
            return new Checked(index, key, point.at(), point.value(), point.traceId());
        }
    }
}
