package dev.courtside.gateway.outcome;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How finished exchanges reach the other services. */
@ConfigMapping(prefix = "courtside.outcomes")
public interface OutcomeConfig {
    /** Exchanges that may wait in memory before they are written; past it they are dropped and counted. */
    @WithDefault("100000")
    @Min(1_000)
    @Max(10_000_000)
    int queueCapacity();

    /** Events in one batch. */
    @WithDefault("500")
    @Min(1)
    @Max(1_000)
    int batchSize();

    /** The longest that an event waits for its batch to fill. */
    @WithDefault("PT0.2S")
    Duration batchTime();

    /** Exposures that are remembered so that they are not sent again. */
    @WithDefault("200000")
    @Min(1_000)
    @Max(10_000_000)
    int rememberedExposures();

    /** For how long an exposure is remembered. */
    @WithDefault("PT1H")
    Duration exposureMemory();

    /** Combinations of route, model, variant and region told apart in the one-second aggregates. */
    @WithDefault("1000")
    @Min(1)
    @Max(5_000)
    int series();

    /** Seconds without traffic after which a combination is forgotten. */
    @WithDefault("300")
    @Min(1)
    @Max(86_400)
    int idleSeconds();

    /** The most that the spool of outcomes may hold. */
    SpoolSize spool();

    /** The most that the spool of points may hold. */
    PointsSpoolSize pointsSpool();

    /** Limits of the outcomes' spool: hours of traffic, since an experiment must not lose any. */
    interface SpoolSize {
        @WithDefault("100000")
        @Min(10)
        long maxEntries();

        @WithDefault("1073741824")
        @Min(1_048_576)
        long maxBytes();
    }

    /** Limits of the points' spool: minutes, since old points tell a detector little. */
    interface PointsSpoolSize {
        @WithDefault("900")
        @Min(10)
        long maxEntries();

        @WithDefault("67108864")
        @Min(1_048_576)
        long maxBytes();
    }
}
