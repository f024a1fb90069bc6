package dev.courtside.anomaly.finding;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Anomalies on their way to Postgres, oldest first. Bounded: past the limit the oldest that waits is dropped. */
final class AnomalyQueue {
    private final int limit;
    private final Deque<Anomaly> waiting = new ArrayDeque<>();
    private List<Anomaly> underWay = List.of();

    AnomalyQueue(int limit) {
        this.limit = limit;
    }

    /** Adds one and returns how many were dropped for it. */
    synchronized int add(Anomaly anomaly) {
        waiting.addLast(anomaly);
        return shrink();
    }

    /** The next batch to write, which stays counted until its end is told; empty if one is under way or none waits. */
    synchronized List<Anomaly> take(int most) {
        if (!underWay.isEmpty()) {
            return List.of();
        }
        List<Anomaly> batch = new ArrayList<>(Math.min(most, waiting.size()));
        while (batch.size() < most && !waiting.isEmpty()) {
            batch.add(waiting.removeFirst());
        }
        underWay = batch;
        return batch;
    }

    /** The batch under way was written. */
    synchronized void written() {
        underWay = List.of();
    }

    /** The batch under way was not written and waits again, in its order. Returns how many were dropped for it. */
    synchronized int failed() {
        for (int i = underWay.size() - 1; i >= 0; i--) {
            waiting.addFirst(underWay.get(i));
        }
        underWay = List.of();
        return shrink();
    }

    synchronized int size() {
        return waiting.size() + underWay.size();
    }

    private int shrink() {
        int dropped = 0;
        while (waiting.size() + underWay.size() > limit && !waiting.isEmpty()) {
            waiting.removeFirst();
            dropped++;
        }
        return dropped;
    }
}
