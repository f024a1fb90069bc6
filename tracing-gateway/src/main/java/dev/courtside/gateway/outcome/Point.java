package dev.courtside.gateway.outcome;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One value of one series in one second, an entry of {@code POST /v1/points} of anomaly-service.
 *
 * @param metric {@code gateway.latency.p95} and the like
 * @param labels route, model, variant and region, as far as known
 * @param at when the second began
 * @param value in the metric's unit
 * @param traceId an exchange that shows it, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Point(
        String metric,
        Map<String, String> labels,
        Instant at,
        double value,
        @Nullable String traceId) {}
