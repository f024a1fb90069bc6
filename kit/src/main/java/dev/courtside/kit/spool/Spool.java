package dev.courtside.kit.spool;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A bounded first-in, first-out queue on disk, one synced file per entry. What was appended is there after a kill or a
 * power cut, until it is removed. Past its limits the oldest entries go and are counted in
 * {@code courtside_spool_dropped_total}, as are files that cannot be read any more.
 *
 * <p>Every method may block on the disk: call it from a worker. Safe for one writer and one reader at the same time;
 * one directory belongs to one process.
 */
public final class Spool {
    private static final Logger LOG = Logger.getLogger(Spool.class);

    private final Path directory;
    private final String queue;
    private final SpoolLimits limits;
    private final Counter dropped;
    private final Deque<SpoolFile> files = new ArrayDeque<>();
    private long bytes;
    private long nextSequence;

    /**
     * Opens the queue and finds what an earlier process left in it.
     *
     * @param dir the parent directory of all spools
     * @param queue the name of this one: its directory's name and the metrics' label
     * @throws UncheckedIOException when the directory cannot be made or read
     */
    public Spool(Path dir, String queue, SpoolLimits limits, MeterRegistry registry) {
        this.directory = dir.resolve(queue);
        this.queue = queue;
        this.limits = limits;
        this.dropped = Counter.builder("courtside.spool.dropped")
                .tag("queue", queue)
                .description("Entries that were lost: past the limits, unreadable or refused")
                .register(registry);
        Gauge.builder("courtside.spool.entries", this, Spool::entries)
                .tag("queue", queue)
                .description("Entries that wait")
                .register(registry);
        Gauge.builder("courtside.spool.bytes", this, Spool::bytes)
                .tag("queue", queue)
                .description("Bytes that wait")
                .register(registry);
        try {
            open();
        } catch (IOException e) {
            throw new UncheckedIOException("The spool " + directory + " cannot be opened", e);
        }
    }

    private void open() throws IOException {
        Files.createDirectories(directory);
        List<SpoolFile> found = new ArrayList<>();
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(directory)) {
            for (Path path : paths) {
                SpoolFile file = SpoolFile.of(path);
                if (file != null) {
                    found.add(file);
                } else if (SpoolFile.isUnfinished(path)) {
                    Files.delete(path); // never appended: its writer was killed before it could say so
                }
            }
        }
        found.sort(Comparator.comparingLong(SpoolFile::sequence));
        files.addAll(found);
        bytes = found.stream().mapToLong(SpoolFile::bytes).sum();
        nextSequence = found.isEmpty() ? 0 : found.getLast().sequence() + 1;
        makeRoom();
        if (!files.isEmpty()) {
            LOG.infof("Spool %s: %d entries left from before", queue, files.size());
        }
    }

    /**
     * Adds an entry and returns when it is safely on disk.
     *
     * @throws UncheckedIOException when the disk does not take it; then it is not in the queue
     */
    public synchronized SpoolEntry append(byte[] payload, UUID id) {
        try {
            SpoolFile file = SpoolFile.write(directory, nextSequence, id, payload);
            nextSequence++;
            files.addLast(file);
            bytes += file.bytes();
            makeRoom();
            return new SpoolEntry(file.sequence(), id, payload);
        } catch (IOException e) {
            throw new UncheckedIOException("The spool " + directory + " cannot be written", e);
        }
    }

    /** The oldest entry, which stays; null when there is none. Entries that cannot be read are dropped. */
    public synchronized @Nullable SpoolEntry peek() {
        while (!files.isEmpty()) {
            SpoolFile oldest = files.getFirst();
            byte[] payload = oldest.read(directory);
            if (payload != null) {
                return new SpoolEntry(oldest.sequence(), oldest.id(), payload);
            }
            LOG.errorf("Spool %s: entry %s cannot be read and is dropped", queue, oldest.id());
            dropOldest();
        }
        return null;
    }

    /** Takes an entry out because it was delivered. Nothing happens when the limits have dropped it meanwhile. */
    public synchronized void remove(SpoolEntry entry) {
        SpoolFile oldest = files.peekFirst();
        if (oldest != null && oldest.sequence() == entry.sequence()) {
            deleteOldest();
        }
    }

    /** Takes an entry out because its receiver will never accept it, and counts it as dropped. */
    public synchronized void discard(SpoolEntry entry) {
        remove(entry);
        dropped.increment();
    }

    /** Counts something that was lost before it could be appended. */
    public void countLost() {
        dropped.increment();
    }

    public String queue() {
        return queue;
    }

    public synchronized long entries() {
        return files.size();
    }

    public synchronized long bytes() {
        return bytes;
    }

    /** Entries lost since this process began. */
    public long dropped() {
        return (long) dropped.count();
    }

    // the newest entry always stays, so that one that is larger than the limit can still be sent
    private void makeRoom() {
        while (files.size() > 1 && (files.size() > limits.maxEntries() || bytes > limits.maxBytes())) {
            dropOldest();
        }
    }

    private void dropOldest() {
        deleteOldest();
        dropped.increment();
    }

    private void deleteOldest() {
        SpoolFile oldest = files.removeFirst();
        bytes -= oldest.bytes();
        try {
            Files.deleteIfExists(oldest.in(directory));
        } catch (IOException e) {
            // it may be sent again after a restart, which its receiver knows by the id
            LOG.warnf("Spool %s: cannot delete entry %s: %s", queue, oldest.id(), e.getMessage());
        }
    }
}
