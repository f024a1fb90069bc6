package dev.courtside.anomaly.ingest;

import dev.courtside.kit.telemetry.LabelLimit;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** What detection tells of itself: how long batches take and the last score of each metric. */
@ApplicationScoped
class DetectionMeters {
    /** Names of metrics come from senders, so only the first ones become label values. */
    private static final int METRIC_LABELS = 200;

    private final Map<String, AtomicLong> scores = new ConcurrentHashMap<>();
    private final LabelLimit names;
    private final MeterRegistry registry;
    private final Timer batches;

    @Inject
    DetectionMeters(MeterRegistry registry) {
        this.registry = registry;
        this.names = new LabelLimit("metric", METRIC_LABELS, registry);
        this.batches = Timer.builder("courtside_detection")
                .description("Time to check, judge and learn one batch of points")
                .serviceLevelObjectives(
                        Duration.ofMillis(1),
                        Duration.ofMillis(5),
                        Duration.ofMillis(25),
                        Duration.ofMillis(100),
                        Duration.ofMillis(500))
                .register(registry);
    }

    <T> T timed(Supplier<T> work) {
        // Not Timer.record(Supplier): that may return null by its signature.
        Timer.Sample sample = Timer.start(registry);
        try {
            return work.get();
        } finally {
            sample.stop(batches);
        }
    }

    /** Remembers the last unit score of a metric, 0 to 1. */
    void score(String metric, double unitScore) {
        scores.computeIfAbsent(names.of(metric), this::gauge).set(Double.doubleToLongBits(unitScore));
    }

    private AtomicLong gauge(String metric) {
        AtomicLong bits = new AtomicLong();
        Gauge.builder("courtside_anomaly_score", bits, b -> Double.longBitsToDouble(b.get()))
                .description("Last score of a metric, 0 to 1, anomalous from 0.5")
                .tag("metric", metric)
                .register(registry);
        return bits;
    }
}
