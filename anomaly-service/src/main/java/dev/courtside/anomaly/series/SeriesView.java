package dev.courtside.anomaly.series;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.courtside.engine.anomaly.Expected;
import dev.courtside.engine.anomaly.SeriesDetector;
import dev.courtside.engine.anomaly.Verdict;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A series over HTTP.
 *
 * @param points learnt since it is known
 * @param state {@code learning}, {@code normal} or {@code anomalous} (an episode goes on)
 * @param progress of the learning, 0 to 1
 * @param expected the band in which the next value is expected; absent while learning
 * @param severity the highest of the episode that goes on; absent without one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SeriesView(
        String id,
        String metric,
        Map<String, String> labels,
        long points,
        Instant lastAt,
        double lastValue,
        String state,
        double progress,
        @Nullable Expected expected,
        @Nullable String severity,
        String method) {

    static SeriesView of(Series series, SeriesDetector detector, Instant lastAt, double lastValue, Verdict next) {
        String state = detector.episode() != null ? "anomalous" : "normal";
        double progress = 1;
        Expected expected = null;
        switch (next) {
            case Verdict.Learning learning -> {
                state = "learning";
                progress = learning.progress();
            }
            case Verdict.Normal normal -> expected = normal.expected();
            case Verdict.Anomalous anomaly -> expected = anomaly.expected();
        }
        return new SeriesView(
                series.id(),
                series.key().metric(),
                series.key().labels(),
                detector.points(),
                lastAt,
                lastValue,
                state,
                progress,
                expected,
                detector.episode() == null ? null : detector.episode().name().toLowerCase(Locale.ROOT),
                detector.method().wireName());
    }
}
