package dev.courtside.engine.region;

import java.time.Duration;

/**
 * How eager a planner is.
 *
 * @param holdDown how long a region that a failover left is not returned to without a person, however well it looks; keeps
 *     two sick regions from passing traffic to and fro
 */
public record FailoverRules(Duration holdDown) {
    /** Half a minute. */
    public static final FailoverRules DEFAULT = new FailoverRules(Duration.ofSeconds(30));

    public FailoverRules {
        if (holdDown.isNegative()) {
            throw new IllegalArgumentException("holdDown must not be negative: " + holdDown);
        }
    }
}
