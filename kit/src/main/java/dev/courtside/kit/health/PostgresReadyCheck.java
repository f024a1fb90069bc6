package dev.courtside.kit.health;

import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Not ready without Postgres. The gateway, which serves without it, switches this off by {@code
 * courtside.health.postgres=false} and says what it needs itself.
 */
@Readiness
@ApplicationScoped
@IfBuildProperty(name = "courtside.health.postgres", stringValue = "true", enableIfMissing = true)
public class PostgresReadyCheck implements HealthCheck {
    private final PostgresProbe probe;

    PostgresReadyCheck(PostgresProbe probe) {
        this.probe = probe;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("postgres").status(probe.isUp()).build();
    }
}
