package dev.courtside.anomaly.finding;

import dev.courtside.anomaly.series.DetectionConfig;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Where found anomalies go: at once to everyone who listens, and by a bounded queue to Postgres. Finding never waits for
 * the database; while it is dead the queue fills, and past its limit the oldest are dropped and counted.
 */
@ApplicationScoped
public class Anomalies {
    private static final Logger LOG = Logger.getLogger(Anomalies.class);
    private static final String QUEUE = "anomalies";
    private static final int BATCH = 100;
    private static final Duration LAST_WRITE = Duration.ofSeconds(10);

    private final AnomalyStore store;
    private final MeterRegistry meters;
    private final AnomalyQueue queue;
    private final Counter dropped;
    private final BroadcastProcessor<Anomaly> listeners = BroadcastProcessor.create();

    @Inject
    public Anomalies(AnomalyStore store, DetectionConfig config, MeterRegistry meters) {
        this.store = store;
        this.meters = meters;
        this.queue = new AnomalyQueue(config.queueLimit());
        this.dropped =
                Counter.builder("courtside_spool_dropped").tag("queue", QUEUE).register(meters);
        Gauge.builder("courtside_spool_entries", queue, AnomalyQueue::size)
                .tag("queue", QUEUE)
                .register(meters);
    }

    /** Takes an anomaly on. Never blocks and never fails. */
    public void add(Anomaly anomaly) {
        meters.counter("courtside_anomalies", "severity", anomaly.severity(), "method", anomaly.method())
                .increment();
        listeners.onNext(anomaly);
        count(queue.add(anomaly));
        write().subscribe().with(done -> {}, failure -> {
            // Told by write(); the next tick tries again.
        });
    }

    /** Every anomaly from now on. A listener that is too slow misses some rather than hold the others up. */
    public Multi<Anomaly> listen() {
        return listeners.onOverflow().buffer(256).onFailure().recoverWithCompletion();
    }

    /** Those that wait to be kept. */
    public int waiting() {
        return queue.size();
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> onTick() {
        return write().onFailure().recoverWithNull();
    }

    void onStop(@Observes ShutdownEvent event) {
        try {
            write().await().atMost(LAST_WRITE);
        } catch (RuntimeException failure) {
            LOG.warnf("%d anomalies were found but could not be kept", queue.size());
        }
        listeners.onComplete();
    }

    /** Writes all that waits, batch after batch. */
    private Uni<Void> write() {
        List<Anomaly> batch = queue.take(BATCH);
        if (batch.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return store.save(batch)
                .onItem()
                .invoke(queue::written)
                .onFailure()
                .invoke(failure -> {
                    count(queue.failed());
                    LOG.warnf("%d anomalies wait for Postgres: %s", queue.size(), failure.getMessage());
                })
                .chain(this::write);
    }

    private void count(int lost) {
        if (lost > 0) {
            dropped.increment(lost);
        }
    }
}
