package dev.courtside.anomaly.detection;

import dev.courtside.anomaly.series.Detectors;
import dev.courtside.anomaly.series.InvalidFieldException;
import dev.courtside.anomaly.series.Series;
import dev.courtside.anomaly.series.SeriesKey;
import dev.courtside.anomaly.series.SeriesRegistry;
import dev.courtside.engine.anomaly.Baseline;
import dev.courtside.engine.anomaly.Detector;
import dev.courtside.engine.anomaly.Verdict;
import dev.courtside.kit.problem.Problem;
import dev.courtside.kit.problem.ProblemException;
import dev.courtside.kit.problem.ProblemType;
import dev.courtside.kit.security.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** A question: are these values unusual? It teaches nothing; points do. */
@Path("/v1/detect")
@Tag(name = "detection")
@RolesAllowed(Role.Names.VIEWER)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class DetectResource {
    private static final int MAX_METRICS = 1_000;

    private final SeriesRegistry registry;
    private final Detectors detectors;
    private final InstantSource clock;

    @Inject
    DetectResource(SeriesRegistry registry, Detectors detectors, InstantSource clock) {
        this.registry = registry;
        this.detectors = detectors;
        this.clock = clock;
    }

    @POST
    @Operation(
            summary = "Judge values by what their series have learnt",
            description =
                    "The series of a value is the one with the metric's name and exactly the given labels. One that is"
                            + " not known answers learning. Nothing is learnt by asking.")
    public DetectAnswer detect(@Nullable DetectRequest request) {
        Map<String, @Nullable Double> metrics = request == null ? null : request.metrics();
        if (request == null || metrics == null || metrics.isEmpty()) {
            throw ProblemException.invalid("metrics", "values by name are needed, such as {\"response_time_ms\":350}");
        }
        if (metrics.size() > MAX_METRICS) {
            throw new ProblemException(
                    Problem.of(ProblemType.TOO_LARGE, metrics.size() + " metrics in a question: at most " + MAX_METRICS)
                            .withField("metrics")
                            .withExtension("limit", MAX_METRICS));
        }
        Detector detector = detectors.named("method", request.method());
        Map<String, String> labels = request.labels() == null ? Map.of() : request.labels();
        List<DetectAnswer.Result> results = new ArrayList<>(metrics.size());
        metrics.forEach((metric, value) ->
                results.add(DetectAnswer.Result.of(metric, judge(detector, key(metric, labels), value))));
        return DetectAnswer.of(results);
    }

    private Verdict judge(Detector detector, SeriesKey key, @Nullable Double value) {
        if (value == null || !Baseline.isJudgeable(value)) {
            throw ProblemException.invalid("metrics." + key.metric(), value + " is no finite number");
        }
        Instant now = clock.instant();
        Series series = registry.find(key.id());
        return series == null
                ? detector.judge(new Baseline(detectors.window()), now, value)
                : series.judge(detector, now, value);
    }

    private static SeriesKey key(String metric, Map<String, String> labels) {
        try {
            return SeriesKey.of(metric, labels);
        } catch (InvalidFieldException invalid) {
            throw ProblemException.invalid(
                    invalid.field().equals("metric") ? "metrics." + metric : invalid.field(), invalid.detail());
        }
    }
}
