package dev.courtside.kit.health;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready without Postgres, unless the service is configured to serve without it; it is told either way. */
@Readiness
@ApplicationScoped
public class PostgresReadyCheck implements HealthCheck {
    private final PostgresProbe probe;
    private final HealthConfig config;

    public PostgresReadyCheck(PostgresProbe probe, HealthConfig config) {
        this.probe = probe;
        this.config = config;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("postgres")
                .status(probe.isUp() || !config.postgres())
                .withData("reachable", probe.isUp())
                .withData("required", config.postgres())
                .build();
    }
}
