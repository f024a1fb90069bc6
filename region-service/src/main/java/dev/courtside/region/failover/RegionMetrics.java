package dev.courtside.region.failover;

import dev.courtside.engine.region.Failover;
import dev.courtside.engine.region.FailoverOperation;
import dev.courtside.engine.region.HealthState;
import dev.courtside.kit.telemetry.LabelLimit;
import dev.courtside.region.deployment.StoredDeployment;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What Prometheus sees of decisions. Deployments and regions are names that operators chose, and even they are bounded. */
@ApplicationScoped
public class RegionMetrics {
    private static final int MOST_NAMES = 1_000;
    private static final int MOST_REGIONS = 2_000;
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(1_500),
        Duration.ofMillis(2_500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofMinutes(2)
    };

    private final MeterRegistry meters;
    private final MultiGauge healthy;
    private final LabelLimit deployments;
    private final LabelLimit regions;
    private final Timer duration;

    public RegionMetrics(MeterRegistry meters) {
        this.meters = meters;
        this.healthy = MultiGauge.builder("courtside.region.healthy")
                .description("1 where a region counts as healthy; told by the holder of the lease alone")
                .register(meters);
        this.deployments = new LabelLimit("deployment", MOST_NAMES, meters);
        this.regions = new LabelLimit("region", MOST_NAMES, meters);
        this.duration = Timer.builder("courtside.failover.duration")
                .description("From the first sign of trouble to the decision")
                .serviceLevelObjectives(BUCKETS)
                .register(meters);
    }

    /** Counts what a committed plan did. */
    public void carriedOut(String deployment, List<FailoverOperation> plan) {
        for (FailoverOperation operation : plan) {
            if (operation instanceof FailoverOperation.Finish finish) {
                count(deployment, finish.failover());
            }
        }
    }

    private void count(String deployment, Failover.Completed failover) {
        meters.counter(
                        "courtside.failovers",
                        Tags.of(
                                "deployment", deployments.of(deployment),
                                "from", regions.of(failover.trouble().region()),
                                "to", regions.of(failover.to()),
                                "cause", failover.trouble().cause().wireName()))
                .increment();
        duration.record(failover.duration());
    }

    /** Shows how these regions are and no others. */
    void show(Collection<StoredDeployment> known, Instant now) {
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        for (StoredDeployment deployment : known) {
            deployment.regions().forEach(region -> {
                if (rows.size() < MOST_REGIONS) {
                    rows.add(MultiGauge.Row.of(
                            Tags.of("deployment", deployment.id(), "region", region.name()),
                            region.state(now) == HealthState.HEALTHY ? 1 : 0));
                }
            });
        }
        healthy.register(rows, true);
    }
}
