package dev.courtside.anomaly.detection;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values to judge.
 *
 * @param metrics value by name of metric
 * @param labels of the series to judge by, the same for all; none by default
 * @param method {@code zscore}, {@code iqr}, {@code trend}; {@code auto} or absent for the method of series
 */
public record DetectRequest(
        @Nullable Map<String, @Nullable Double> metrics,
        @Nullable Map<String, String> labels,
        @Nullable String method) {}
