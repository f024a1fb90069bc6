package dev.courtside.anomaly.series;

import dev.courtside.engine.anomaly.Method;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How series are judged and how many there may be. */
@ConfigMapping(prefix = "courtside.detection")
public interface DetectionConfig {

    /** The method of points that come in, and what {@code auto} stands for. */
    @WithDefault("zscore")
    @WithConverter(MethodConverter.class)
    Method method();

    /** Points that a series remembers. */
    @WithDefault("360")
    @Min(30)
    @Max(10_000)
    int window();

    /** Points to learn before the first judgement. */
    @WithDefault("30")
    @Min(4)
    @Max(1_000)
    int minimumPoints();

    /** Standard deviations from which a value is anomalous, by {@code zscore} and {@code trend}. */
    @WithDefault("3")
    @DecimalMin("0.1")
    @DecimalMax("100")
    double threshold();

    /** Interquartile ranges past the quartiles from which a value is anomalous, by {@code iqr}. */
    @WithDefault("1.5")
    @DecimalMin("0.1")
    @DecimalMax("100")
    double iqrMultiplier();

    /** Least deviation as a share of the mean, so that constant series are not startled. */
    @WithDefault("0.01")
    @DecimalMin("0")
    @DecimalMax("1")
    double relativeFloor();

    /** Series kept at most; points of further ones are rejected. */
    @WithDefault("100000")
    @Min(1)
    @Max(1_000_000)
    int seriesLimit();

    /** How often the detectors that changed are written to Postgres. */
    @WithDefault("PT10S")
    Duration checkpointEvery();

    /** How far in the future a point may lie, for clocks that differ. */
    @WithDefault("PT1M")
    Duration futureTolerance();

    /** Anomalies that wait for Postgres at most; past that the oldest are dropped and counted. */
    @WithDefault("10000")
    @Min(1)
    @Max(1_000_000)
    int queueLimit();

    /** Listeners of the anomaly stream at most. */
    @WithDefault("100")
    @Min(1)
    @Max(10_000)
    int streamLimit();
}
