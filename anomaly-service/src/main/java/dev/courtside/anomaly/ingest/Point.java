package dev.courtside.anomaly.ingest;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value of a series as it comes in; what is missing or out of bounds is told per point.
 *
 * @param value in the unit of the metric
 * @param traceId 32 hexadecimal digits of a request behind the value
 */
public record Point(
        @Nullable String metric,
        @Nullable Map<String, String> labels,
        @Nullable Instant at,
        @Nullable Double value,
        @Nullable String traceId) {}
