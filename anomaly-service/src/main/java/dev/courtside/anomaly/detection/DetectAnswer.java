package dev.courtside.anomaly.detection;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.courtside.engine.anomaly.Expected;
import dev.courtside.engine.anomaly.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The judgement of each value.
 *
 * @param anomalies those of the results that are anomalous
 * @param results one for each metric that was asked for, in that order
 */
public record DetectAnswer(List<Result> anomalies, List<Result> results) {

    static DetectAnswer of(List<Result> results) {
        return new DetectAnswer(
                results.stream()
                        .filter(result -> result.state().equals("anomalous"))
                        .toList(),
                results);
    }

    /**
     * The judgement of one value.
     *
     * @param state {@code learning} (too little is known of the series), {@code normal} or {@code anomalous}
     * @param progress of the learning, 0 to 1
     * @param score in the unit of the method
     * @param confidence percent
     * @param method that judged; what {@code auto} stood for
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Result(
            String metric,
            double value,
            String state,
            double progress,
            @Nullable Expected expected,
            @Nullable Double score,
            @Nullable String severity,
            @Nullable Double confidence,
            String method,
            @Nullable String reason) {

        static Result of(String metric, Verdict verdict) {
            String method = verdict.method().wireName();
            double value = verdict.value();
            return switch (verdict) {
                case Verdict.Learning learning ->
                    new Result(
                            metric,
                            value,
                            "learning",
                            learning.progress(),
                            null,
                            null,
                            null,
                            null,
                            method,
                            learning.seen() + " of " + learning.needed() + " points learnt");
                case Verdict.Normal normal ->
                    new Result(metric, value, "normal", 1, normal.expected(), normal.score(), null, null, method, null);
                case Verdict.Anomalous anomaly ->
                    new Result(
                            metric,
                            value,
                            "anomalous",
                            1,
                            anomaly.expected(),
                            anomaly.score(),
                            anomaly.severity().wireName(),
                            anomaly.confidence(),
                            method,
                            anomaly.reason());
            };
        }
    }
}
