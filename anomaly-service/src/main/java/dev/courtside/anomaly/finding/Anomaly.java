package dev.courtside.anomaly.finding;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.courtside.engine.anomaly.Expected;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A value that was found to be anomalous and that people should hear of; it is over HTTP as it is here.
 *
 * @param id UUIDv7, by the time of detection
 * @param at the time of the value
 * @param value in the unit of the metric
 * @param score in the unit of the method
 * @param confidence percent
 * @param traceId of a request behind the value, where the sender knew one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Anomaly(
        UUID id,
        String seriesId,
        String metric,
        Map<String, String> labels,
        Instant at,
        double value,
        Expected expected,
        double score,
        String severity,
        double confidence,
        String method,
        String reason,
        @Nullable String traceId,
        Instant detectedAt) {

    /** True for what is announced to the outside by an event. */
    boolean isSevere() {
        return severity.equals("high") || severity.equals("critical");
    }
}
