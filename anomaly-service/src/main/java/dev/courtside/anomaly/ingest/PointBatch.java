package dev.courtside.anomaly.ingest;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Points that are sent together.
 *
 * @param batchId the same id on every attempt to send this batch; without one only the times of the points tell repeats
 */
public record PointBatch(@Nullable UUID batchId, @Nullable List<@Nullable Point> points) {}
