package dev.courtside.anomaly.series;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Carries the detectors over restarts: reads their checkpoints once at the start and writes those that changed every few
 * seconds, and all at the end.
 *
 * <p>A process that starts while Postgres is dead judges with fresh detectors and reads the checkpoints when Postgres
 * returns; nothing is written before, or the fresh detectors would replace what earlier processes learnt. A killed
 * process loses what it learnt since the last checkpoint; a sender that repeats its batches teaches it again.
 */
@ApplicationScoped
public class Checkpointer {
    private static final Logger LOG = Logger.getLogger(Checkpointer.class);
    private static final int PAGE = 500;
    private static final Duration FIRST_RETRY = Duration.ofMillis(500);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(5);
    private static final Duration LAST_WRITE = Duration.ofSeconds(10);

    private final CheckpointStore store;
    private final SeriesRegistry registry;
    private final InstantSource clock;
    private volatile boolean resumed;
    private volatile boolean stopping;

    @Inject
    public Checkpointer(CheckpointStore store, SeriesRegistry registry, InstantSource clock) {
        this.store = store;
        this.registry = registry;
        this.clock = clock;
    }

    /** True once what earlier processes learnt is in memory. */
    public boolean isResumed() {
        return resumed;
    }

    void onStart(@Observes StartupEvent event) {
        resume().onFailure()
                .invoke(failure -> LOG.warnf("Checkpoints can't be read yet: %s", failure.getMessage()))
                .onFailure()
                .retry()
                .withBackOff(FIRST_RETRY, LONGEST_RETRY)
                .until(failure -> !stopping)
                .subscribe()
                .with(
                        series -> LOG.infof("Resumed %d series from their checkpoints", series),
                        failure -> LOG.error("Gave up reading checkpoints", failure));
    }

    /** Reads all checkpoints into memory and allows writing from then on. Gives the number of series. */
    Uni<Integer> resume() {
        AtomicInteger series = new AtomicInteger();
        return resumeAfter("", series).map(done -> {
            resumed = true;
            return series.get();
        });
    }

    @Scheduled(
            every = "{courtside.detection.checkpoint-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> onTick() {
        return flush().onFailure()
                .invoke(failure -> LOG.warnf("Checkpoints were not written: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    void onStop(@Observes ShutdownEvent event) {
        stopping = true;
        try {
            flush().await().atMost(LAST_WRITE);
        } catch (RuntimeException failure) {
            LOG.warnf("The last checkpoints were not written: %s", failure.getMessage());
        }
    }

    /** Writes every series that changed since it was last written. Does nothing before the start is complete. */
    public Uni<Void> flush() {
        if (!resumed) {
            return Uni.createFrom().voidItem();
        }
        return Multi.createFrom()
                .iterable(registry.all())
                .map(series -> Optional.ofNullable(series.takeChanges()))
                .filter(Optional::isPresent)
                .map(Optional::get)
                .group()
                .intoLists()
                .of(PAGE)
                .onItem()
                .transformToUniAndConcatenate(this::save)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> save(List<SeriesCheckpoint> page) {
        return store.save(page, clock.instant())
                .onFailure()
                .invoke(() -> page.stream()
                        .map(checkpoint -> registry.find(checkpoint.id()))
                        .filter(Objects::nonNull)
                        .forEach(Series::putChangesBack));
    }

    private Uni<Void> resumeAfter(String id, AtomicInteger series) {
        return store.page(id, PAGE).flatMap(page -> {
            for (SeriesCheckpoint checkpoint : page) {
                resume(checkpoint, series);
            }
            return page.size() < PAGE
                    ? Uni.createFrom().voidItem()
                    : resumeAfter(page.getLast().id(), series);
        });
    }

    private void resume(SeriesCheckpoint checkpoint, AtomicInteger series) {
        try {
            if (registry.resume(checkpoint)) {
                series.incrementAndGet();
            }
        } catch (IllegalArgumentException damaged) {
            // One damaged row must not keep all others from being read; this series learns anew.
            LOG.errorf("Series %s starts anew: %s", checkpoint.id(), damaged.getMessage());
        }
    }
}
