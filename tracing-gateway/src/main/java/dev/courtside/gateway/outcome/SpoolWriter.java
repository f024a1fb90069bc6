package dev.courtside.gateway.outcome;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.courtside.kit.spool.Spool;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Gathers entries to batches and puts each on disk, synced, under an id of its own before anything is sent. Owned by one
 * thread, which blocks while the disk works.
 *
 * @param <E> what a batch holds
 */
final class SpoolWriter<E> {
    private static final Logger LOG = Logger.getLogger(SpoolWriter.class);

    private final Spool spool;
    private final Format format;
    private final long longestWaitNanos;
    private final Runnable onWritten;
    private List<E> pending = new ArrayList<>();
    private long oldestNanos;

    /**
     * @param json writes the batch
     * @param field the JSON field that holds the entries
     * @param batchSize the most entries of one batch
     * @param ids of batches, UUIDv7
     */
    record Format(ObjectMapper json, String field, int batchSize, Supplier<UUID> ids) {}

    SpoolWriter(Spool spool, Format format, long longestWaitNanos, Runnable onWritten) {
        this.spool = spool;
        this.format = format;
        this.longestWaitNanos = longestWaitNanos;
        this.onWritten = onWritten;
    }

    void add(E entry, long nowNanos) {
        if (pending.isEmpty()) {
            oldestNanos = nowNanos;
        }
        pending.add(entry);
        if (pending.size() >= format.batchSize) {
            flush();
        }
    }

    void flushIfDue(long nowNanos) {
        if (!pending.isEmpty() && nowNanos - oldestNanos >= longestWaitNanos) {
            flush();
        }
    }

    void flush() {
        if (pending.isEmpty()) {
            return;
        }
        List<E> batch = pending;
        pending = new ArrayList<>(Math.min(format.batchSize, batch.size()));
        UUID id = format.ids.get();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("batchId", id);
        body.put(format.field, batch);
        try {
            spool.append(format.json.writeValueAsBytes(body), id);
            onWritten.run();
        } catch (JsonProcessingException | UncheckedIOException e) {
            // a full or broken disk: what cannot be kept is counted, and the exchange itself has long been answered
            LOG.errorf(e, "A batch of %d %s could not be written", batch.size(), format.field);
            spool.countLost();
        }
    }
}
