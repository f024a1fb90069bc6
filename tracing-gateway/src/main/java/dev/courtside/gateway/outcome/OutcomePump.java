package dev.courtside.gateway.outcome;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that owns everything behind the recorder's queue: events, aggregates and the region watch need no
 * locks, and the disk is waited for here rather than on an event loop.
 */
final class OutcomePump implements Runnable {
    private static final Logger LOG = Logger.getLogger(OutcomePump.class);
    private static final long WINDOW_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long NAP_NANOS = Duration.ofMillis(20).toNanos();
    private static final double NANOS_PER_SECOND = 1e9;
    private static final int MOST_AT_ONCE = 1_000;

    private final Supplier<@Nullable ExchangeOutcome> queue;
    private final Stages stages;
    private final Predicate<String> knownModel;
    private final InstantSource clock;
    private volatile boolean stopping;
    private Instant windowStart;
    private long windowStartNanos;

    /**
     * @param events makes experiment events
     * @param outcomes where they go
     * @param aggregates sums the second
     * @param points where its points go
     * @param regions watches attempts
     * @param observations where what it saw goes
     */
    record Stages(
            OutcomeEvents events,
            SpoolWriter<OutcomeEvent> outcomes,
            TrafficAggregates aggregates,
            SpoolWriter<Point> points,
            RegionWatch regions,
            Consumer<List<RegionObservation>> observations) {}

    OutcomePump(
            Supplier<@Nullable ExchangeOutcome> queue,
            Stages stages,
            Predicate<String> knownModel,
            InstantSource clock) {
        this.queue = queue;
        this.stages = stages;
        this.knownModel = knownModel;
        this.clock = clock;
        this.windowStart = clock.instant();
        this.windowStartNanos = System.nanoTime();
    }

    /** Ends the loop once the queue is empty and everything is on disk. */
    void stop() {
        stopping = true;
    }

    @Override
    public void run() {
        boolean last = false;
        while (!last) {
            last = stopping; // read before draining: what was recorded before the stop is still taken
            try {
                boolean idle = drain();
                long now = System.nanoTime();
                stages.outcomes.flushIfDue(now);
                if (now - windowStartNanos >= WINDOW_NANOS) {
                    closeWindow(now);
                }
                last &= idle;
                if (idle && !last) {
                    LockSupport.parkNanos(NAP_NANOS);
                }
            } catch (RuntimeException e) {
                LOG.error("An outcome could not be recorded", e); // one bad exchange must not stop all others
                last = false;
            }
        }
        stages.outcomes.flush();
        closeWindow(System.nanoTime());
    }

    /** Takes what waits, at most so much that the clock is looked at in between; says whether all was taken. */
    private boolean drain() {
        for (int i = 0; i < MOST_AT_ONCE; i++) {
            ExchangeOutcome exchange = queue.get();
            if (exchange == null) {
                return true;
            }
            long now = System.nanoTime();
            stages.events.of(exchange, event -> stages.outcomes.add(event, now));
            stages.aggregates.add(exchange, knownModel);
            stages.regions.add(exchange);
        }
        return false;
    }

    private void closeWindow(long now) {
        Duration window = Duration.ofNanos(Math.max(1, now - windowStartNanos));
        double seconds = window.toNanos() / NANOS_PER_SECOND;
        Instant start = windowStart;
        windowStart = clock.instant();
        windowStartNanos = now;
        for (Point point : stages.aggregates.close(start, seconds)) {
            stages.points.add(point, now);
        }
        stages.points.flush();
        List<RegionObservation> seen = stages.regions.close(window);
        if (!seen.isEmpty()) {
            stages.observations.accept(seen);
        }
    }
}
