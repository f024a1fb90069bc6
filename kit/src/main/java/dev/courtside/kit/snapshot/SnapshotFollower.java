package dev.courtside.kit.snapshot;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Follows one kind of snapshot: starts from the copy on disk, listens to the source's versions, asks every two seconds
 * besides (streams go deaf silently), parses off the event loop and swaps the whole value.
 *
 * <p>A lower {@code (epoch, version)} of the same generation is refused: it comes from a replica that lags. So is another
 * generation, until {@link #accept} is called, because versions of a restored database may repeat numbers that
 * have been seen with other content.
 *
 * @param <T> the parsed snapshot; immutable
 */
public final class SnapshotFollower<T> {
    private static final Logger LOG = Logger.getLogger(SnapshotFollower.class);
    private static final long POLL_MILLIS = 2_000;
    private static final long RECONNECT_MILLIS = 1_000;

    private final String kind;
    private final SnapshotSource source;
    private final Function<byte[], T> parser;
    private final SnapshotFile file;
    private final Vertx vertx;
    private final List<Consumer<T>> listeners = new CopyOnWriteArrayList<>();
    private final AtomicBoolean fetching = new AtomicBoolean();
    private final AtomicBoolean again = new AtomicBoolean();

    private volatile Held<T> held;
    private volatile long confirmedNanos;
    private volatile boolean confirmed;
    private volatile boolean connected;
    private volatile boolean running;
    private volatile @Nullable String lastError;
    private volatile @Nullable UUID refusedGeneration;
    private volatile @Nullable UUID acceptedGeneration;
    private @Nullable Cancellable stream;
    private long pollTimer = -1;

    private record Held<T>(T value, @Nullable SnapshotVersion version) {}

    /**
     * @param parser    turns the {@code data} member into the value; its failure keeps the copy in use
     * @param empty     the value before there is any
     * @param directory where the copy is kept, as {@code <kind>.json}
     */
    public SnapshotFollower(
            String kind, SnapshotSource source, Function<byte[], T> parser, T empty, Path directory, Vertx vertx) {
        this.kind = kind;
        this.source = source;
        this.parser = parser;
        this.held = new Held<>(empty, null);
        this.file = new SnapshotFile(directory.resolve(kind + ".json"));
        this.vertx = vertx;
    }

    /** Registers {@code courtside_snapshot_version} and {@code courtside_snapshot_age_seconds}. */
    public SnapshotFollower<T> measuredBy(MeterRegistry meters) {
        Gauge.builder("courtside.snapshot.version", this, follower -> {
                    SnapshotVersion version = follower.version();
                    return version == null ? Double.NaN : version.version();
                })
                .tag("source", kind)
                .register(meters);
        Gauge.builder("courtside.snapshot.age.seconds", this, follower -> {
                    Duration age = follower.age();
                    return age == null ? Double.NaN : age.toMillis() / 1_000.0;
                })
                .tag("source", kind)
                .register(meters);
        return this;
    }

    /** Reads the copy on disk (blocking, brief) and follows the source from then on. */
    public synchronized void start() {
        if (running) {
            return;
        }
        running = true;
        byte[] copy = file.read();
        if (copy != null) {
            try {
                apply(copy, false);
            } catch (RuntimeException e) {
                LOG.warnf("snapshot %s: the copy on disk is of no use: %s", kind, e.getMessage());
            } catch (IOException e) {
                LOG.warnf("snapshot %s: %s", kind, e.getMessage());
            }
        }
        pollTimer = vertx.setPeriodic(POLL_MILLIS, timer -> fetch());
        fetch();
        listen();
    }

    public synchronized void stop() {
        running = false;
        vertx.cancelTimer(pollTimer);
        if (stream != null) {
            stream.cancel();
        }
    }

    public T current() {
        return held.value;
    }

    public @Nullable SnapshotVersion version() {
        return held.version;
    }

    /** Since the source last confirmed the copy in use; null before that. */
    public @Nullable Duration age() {
        return confirmed ? Duration.ofNanos(System.nanoTime() - confirmedNanos) : null;
    }

    /** Calls {@code listener} with every value that is swapped in from now on, off the event loop. */
    public void onChange(Consumer<T> listener) {
        listeners.add(listener);
    }

    /** Takes the generation that was refused; false where none was. */
    public boolean accept() {
        UUID refused = refusedGeneration;
        if (refused == null) {
            return false;
        }
        acceptedGeneration = refused;
        fetch();
        return true;
    }

    public SnapshotStatus status() {
        UUID refused = refusedGeneration;
        return new SnapshotStatus(
                kind, held.version, age(), connected, lastError, refused == null ? null : refused.toString());
    }

    private void listen() {
        if (!running) {
            return;
        }
        stream = source.versions()
                .onSubscription()
                .invoke(() -> LOG.debugf("snapshot %s: listening", kind))
                .subscribe()
                .with(
                        version -> {
                            connected = true;
                            if (!version.equals(held.version)) {
                                fetch();
                            } else {
                                confirm();
                            }
                        },
                        failure -> reconnect(),
                        this::reconnect);
    }

    private void reconnect() {
        connected = false;
        if (running) {
            vertx.setTimer(RECONNECT_MILLIS, timer -> listen());
        }
    }

    /** One fetch at a time; a version that comes up meanwhile is fetched after it. */
    private void fetch() {
        if (!running) {
            return;
        }
        if (!fetching.compareAndSet(false, true)) {
            again.set(true);
            return;
        }
        source.fetch(held.version)
                .onItem()
                .transformToUni(bytes -> io.smallrye.mutiny.Uni.createFrom()
                        .completionStage(vertx.executeBlocking(() -> {
                                    if (bytes == null) {
                                        confirm();
                                    } else {
                                        apply(bytes, true);
                                    }
                                    return true;
                                })
                                .toCompletionStage()))
                .subscribe()
                .with(done -> fetched(null), this::fetched);
    }

    private void fetched(@Nullable Throwable failure) {
        if (failure == null) {
            if (refusedGeneration == null) {
                lastError = null;
            }
        } else {
            lastError = String.valueOf(failure.getMessage());
            LOG.debugf("snapshot %s: %s", kind, failure.getMessage());
        }
        fetching.set(false);
        if (again.getAndSet(false)) {
            fetch();
        }
    }

    private void confirm() {
        confirmedNanos = System.nanoTime();
        confirmed = true;
    }

    private synchronized void apply(byte[] bytes, boolean fromSource) throws IOException {
        Envelope envelope = Envelope.parse(kind, bytes);
        SnapshotVersion next = envelope.version();
        SnapshotVersion present = held.version;
        if (present != null) {
            if (!present.generation().equals(next.generation())) {
                if (!next.generation().equals(acceptedGeneration)) {
                    if (!next.generation().equals(refusedGeneration)) {
                        LOG.warnf(
                                "snapshot %s: generation %s is refused until an operator accepts it",
                                kind, next.generation());
                    }
                    refusedGeneration = next.generation();
                    lastError = "generation " + next.generation() + " waits for an operator";
                    return;
                }
            } else if (present.equals(next)) {
                confirm();
                return;
            } else if (!next.isAfter(present)) {
                LOG.debugf("snapshot %s: %s is older than %s", kind, next, present);
                return;
            }
        }
        T value = parser.apply(envelope.data());
        held = new Held<>(value, next);
        refusedGeneration = null;
        if (fromSource) {
            confirm();
            listeners.forEach(listener -> listener.accept(value));
            try {
                file.write(bytes);
            } catch (IOException e) {
                LOG.errorf("snapshot %s: the copy on disk could not be written: %s", kind, e.getMessage());
            }
        } else {
            listeners.forEach(listener -> listener.accept(value));
        }
    }
}
