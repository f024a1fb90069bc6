package dev.courtside.anomaly.ingest;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * The batches that were taken lately, so that one that is sent again is not learnt twice.
 *
 * <p>In memory on purpose, as the detectors are: after a kill the detectors fall back to their last checkpoint, and a
 * ledger that survived would keep out the very batches that have to be learnt again. What the checkpoint does hold is told
 * by the times of the points.
 */
@ApplicationScoped
class SeenBatches {
    private static final int REMEMBERED = 50_000;

    private final Map<Key, Boolean> seen = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** True for the first of all calls with this source and id. */
    synchronized boolean claim(String source, UUID batchId) {
        return seen.putIfAbsent(new Key(source, batchId), true) == null;
    }

    private record Key(String source, UUID batchId) {}
}
