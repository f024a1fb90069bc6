package dev.courtside.gateway.snapshot;

import dev.courtside.kit.snapshot.SnapshotFollower;
import dev.courtside.kit.snapshot.SnapshotStatus;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready as soon as there is a copy of everything that requests need, however old: the gateway serves without Postgres
 * and without the other services. Experiments are waited for only briefly: a request can do without a variant.
 */
@Readiness
@ApplicationScoped
public class GatewayReady implements HealthCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final SnapshotFollowers followers;
    private volatile long startedNanos = System.nanoTime();

    @Inject
    public GatewayReady(SnapshotFollowers followers) {
        this.followers = followers;
    }

    void start(@Observes StartupEvent event) {
        startedNanos = System.nanoTime();
    }

    @Override
    public HealthCheckResponse call() {
        boolean patient = System.nanoTime() - startedNanos < PATIENCE.toNanos();
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("snapshots");
        boolean ready = true;
        for (SnapshotFollower<?> follower : followers.all()) {
            SnapshotStatus status = follower.status();
            boolean present = status.version() != null;
            answer.withData(status.kind(), present ? "present" : "missing");
            ready &= present || !isNeeded(status.kind(), patient);
        }
        return answer.status(ready).build();
    }

    private boolean isNeeded(String kind, boolean patient) {
        return switch (kind) {
            case "experiments" -> patient;
            case "regions" -> patient || !followers.routes().current().all().isEmpty();
            default -> true;
        };
    }
}
