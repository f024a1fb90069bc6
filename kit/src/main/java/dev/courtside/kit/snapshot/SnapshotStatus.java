package dev.courtside.kit.snapshot;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a followed snapshot stands.
 *
 * @param version           of the copy in use; null before the first
 * @param age               since the source last confirmed that copy; null before the first confirmation in this process
 * @param connected         whether the source's stream is open
 * @param lastError         the last failure in words; null when the last attempt succeeded
 * @param refusedGeneration a generation that the source offers and that waits for an operator
 */
public record SnapshotStatus(
        String kind,
        @Nullable SnapshotVersion version,
        @Nullable Duration age,
        boolean connected,
        @Nullable String lastError,
        @Nullable String refusedGeneration) {}
