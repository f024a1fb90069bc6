package dev.courtside.gateway.outcome;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Takes every finished exchange and hands it to one thread that tells the other services what they need of it: outcomes
 * of experiments and aggregates of traffic by way of the disk, observations of regions straight.
 */
@Singleton // not ApplicationScoped: no proxy on the data path
public class OutcomeRecorder {
    private final Queue<ExchangeOutcome> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final int capacity;
    private final Counter dropped;
    private final OutcomeDelivery delivery;

    @Inject
    OutcomeRecorder(OutcomeConfig config, OutcomeDelivery delivery, MeterRegistry registry) {
        this.capacity = config.queueCapacity();
        this.delivery = delivery;
        this.dropped = Counter.builder("courtside.spool.dropped")
                .tag("queue", "exchanges")
                .description("Entries that were lost: past the limits, unreadable or refused")
                .register(registry);
        Gauge.builder("courtside.spool.entries", size, AtomicInteger::get)
                .tag("queue", "exchanges")
                .description("Entries that wait")
                .register(registry);
    }

    void start(@Observes StartupEvent event) {
        delivery.start(this::next);
    }

    // after the data path has finished what was running, before the connections that deliver go
    void stop(@Observes @Priority(100) ShutdownEvent event) {
        delivery.stop();
    }

    /** Called on the event loop at the end of every exchange; never blocks and never fails. */
    public void record(ExchangeOutcome outcome) {
        if (size.incrementAndGet() > capacity) {
            size.decrementAndGet();
            dropped.increment();
            return;
        }
        waiting.add(outcome);
    }

    private @Nullable ExchangeOutcome next() {
        ExchangeOutcome outcome = waiting.poll();
        if (outcome != null) {
            size.decrementAndGet();
        }
        return outcome;
    }
}
