package dev.courtside.region.failover;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How failovers are decided. */
@ConfigMapping(prefix = "courtside.failover")
public interface FailoverConfig {

    /** How long a region that an automatic failover left is not returned to without a person. */
    @WithDefault("PT30S")
    @DurationMin
    @DurationMax(days = 1)
    Duration holdDown();
}
