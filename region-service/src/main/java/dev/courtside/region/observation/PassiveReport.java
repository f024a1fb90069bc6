package dev.courtside.region.observation;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one gateway's traffic met, not checked yet.
 *
 * @param source the gateway's replica
 * @param epoch of the snapshot that it acted on
 */
record PassiveReport(
        @Nullable String source,
        @Nullable Long epoch,
        @Nullable List<@Nullable Entry> observations) {

    /** What it met of one region in one window; absent counts are 0. */
    record Entry(
            @Nullable String deployment,
            @Nullable String region,
            @Nullable Duration window,
            long requests,
            long failures,
            long resets,
            long timeouts,
            @Nullable Double p99Seconds) {}
}
