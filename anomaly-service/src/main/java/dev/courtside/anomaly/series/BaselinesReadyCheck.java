package dev.courtside.anomaly.series;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready until what earlier processes learnt is in memory; points are taken all the same. */
@Readiness
@ApplicationScoped
class BaselinesReadyCheck implements HealthCheck {
    private final Checkpointer checkpointer;
    private final SeriesRegistry registry;

    @Inject
    BaselinesReadyCheck(Checkpointer checkpointer, SeriesRegistry registry) {
        this.checkpointer = checkpointer;
        this.registry = registry;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("baselines")
                .status(checkpointer.isResumed())
                .withData("series", registry.size())
                .build();
    }
}
