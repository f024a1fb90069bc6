package dev.courtside.region.health;

import dev.courtside.engine.region.HealthThresholds;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How regions are checked. */
@ConfigMapping(prefix = "courtside.checks")
public interface CheckConfig {

    /** From the start of one check to the start of the next, of a region whose verdict is settled. */
    @WithDefault("PT0.5S")
    @DurationMin(millis = 50)
    @DurationMax(minutes = 10)
    Duration interval();

    /** The same, of a region whose verdict may be about to change. */
    @WithDefault("PT0.15S")
    @DurationMin(millis = 20)
    @DurationMax(minutes = 10)
    Duration edgeInterval();

    /** How long a check may take, from the name's resolution to the body's end. */
    @WithDefault("PT0.4S")
    @DurationMin(millis = 20)
    @DurationMax(minutes = 1)
    Duration timeout();

    /** By which share each interval is made shorter or longer at random, so that checks do not fall into step. */
    @WithDefault("0.1")
    @DecimalMin("0")
    @DecimalMax("0.5")
    double jitter();

    /** Checks in a row that must pass before a region is healthy. */
    @WithDefault("2")
    @Min(1)
    @Max(100)
    int rise();

    /** Strikes in a row after which a region is unhealthy. */
    @WithDefault("2")
    @Min(1)
    @Max(100)
    int fall();

    /** How long the lease of the replica that checks and decides outlives it. */
    @WithDefault("PT5S")
    @DurationMin(seconds = 1)
    @DurationMax(minutes = 5)
    Duration leaseTtl();

    Traffic traffic();

    /** How gateways' reports of live traffic count. */
    interface Traffic {

        /** Windows with fewer say nothing. */
        @WithDefault("3")
        @Min(1)
        int minimumRequests();

        /** The share of resets and timeouts from which a window is a strike. */
        @WithDefault("0.5")
        @DecimalMin("0.01")
        @DecimalMax("1")
        double failingShare();

        /** The share of all failures from which a region is degraded; at most the failing share. */
        @WithDefault("0.2")
        @DecimalMin("0.01")
        @DecimalMax("1")
        double impairedShare();

        /** How long a degraded region must be without trouble to be healthy again. */
        @WithDefault("PT5S")
        @DurationMin
        Duration settle();
    }

    /** For the engine, which refuses combinations that make no sense. */
    default HealthThresholds thresholds() {
        return new HealthThresholds(
                rise(),
                fall(),
                traffic().minimumRequests(),
                traffic().failingShare(),
                traffic().impairedShare(),
                traffic().settle());
    }
}
