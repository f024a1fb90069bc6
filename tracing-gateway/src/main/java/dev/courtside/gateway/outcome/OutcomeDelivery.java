package dev.courtside.gateway.outcome;

import dev.courtside.gateway.snapshot.Snapshots;
import dev.courtside.kit.id.UuidV7;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Runs the pump and what it feeds, from the start of the process to its graceful end. */
@Singleton
class OutcomeDelivery {
    private static final Logger LOG = Logger.getLogger(OutcomeDelivery.class);
    private static final Duration PUMP_PATIENCE = Duration.ofSeconds(10);
    private static final Duration SENDER_PATIENCE = Duration.ofSeconds(3);

    private final OutcomeConfig config;
    private final SpoolLines lines;
    private final Snapshots snapshots;
    private final PassiveReporter reporter;
    private final InstantSource clock;
    private @Nullable Running running;

    private record Running(
            OutcomePump pump, Thread thread, SpoolLine<OutcomeEvent> outcomes, SpoolLine<Point> points) {}

    @Inject
    OutcomeDelivery(
            OutcomeConfig config,
            SpoolLines lines,
            Snapshots snapshots,
            PassiveReporter reporter,
            InstantSource clock) {
        this.config = config;
        this.lines = lines;
        this.snapshots = snapshots;
        this.reporter = reporter;
        this.clock = clock;
    }

    /** @param queue gives the next exchange, or null when none waits */
    void start(Supplier<@Nullable ExchangeOutcome> queue) {
        SpoolLine<OutcomeEvent> outcomes = lines.outcomes();
        SpoolLine<Point> points = lines.points();
        OutcomePump pump = new OutcomePump(
                queue,
                new OutcomePump.Stages(
                        new OutcomeEvents(config.rememberedExposures(), config.exposureMemory(), UuidV7::next),
                        outcomes.writer(),
                        new TrafficAggregates(config.series(), config.idleSeconds()),
                        points.writer(),
                        new RegionWatch(),
                        reporter),
                snapshots::knowsModel,
                clock);
        Thread thread = Thread.ofPlatform().name("outcome-pump").daemon().start(pump);
        outcomes.start();
        points.start();
        running = new Running(pump, thread, outcomes, points);
    }

    /** Writes everything to disk, then tries for a moment to deliver it. */
    void stop() {
        Running last = running;
        running = null;
        if (last == null) {
            return;
        }
        try {
            last.pump.stop();
            if (!last.thread.join(PUMP_PATIENCE)) {
                LOG.errorf("Outcomes could not be written to disk within %s", PUMP_PATIENCE);
            }
            last.outcomes.stop(SENDER_PATIENCE);
            last.points.stop(SENDER_PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
