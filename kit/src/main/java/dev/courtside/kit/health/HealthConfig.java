package dev.courtside.kit.health;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What readiness asks for. */
@ConfigMapping(prefix = "courtside.health")
public interface HealthConfig {

    /** Whether the service is not ready without Postgres; false for the gateway, which serves without it. */
    @WithDefault("true")
    boolean postgres();
}
