package dev.courtside.anomaly.ingest;

import java.util.ArrayList;
import java.util.List;

/**
 * What became of a batch. Every point is counted once.
 *
 * @param accepted learnt, those that came late included
 * @param duplicates known already: of a batch seen before, or of the same time in the same series
 * @param rejected the first hundred that were refused, and why
 * @param rejectedTotal all that were refused
 * @param anomalies found to be anomalous, whether announced or part of an episode that goes on
 */
public record PointsAnswer(int accepted, int duplicates, List<Rejection> rejected, int rejectedTotal, int anomalies) {

    /**
     * A point that was refused.
     *
     * @param index in the batch, from 0
     * @param field the offending one
     */
    public record Rejection(int index, String field, String detail) {}

    static PointsAnswer ofRepeatedBatch(int points) {
        return new PointsAnswer(0, points, List.of(), 0, 0);
    }

    /** Counts while a batch is worked on. */
    static final class Tally {
        private static final int REJECTIONS_TOLD = 100;

        private final List<Rejection> rejected = new ArrayList<>();
        private int accepted;
        private int duplicates;
        private int rejectedTotal;
        private int anomalies;

        void accept() {
            accepted++;
        }

        void duplicate() {
            duplicates++;
        }

        void anomaly() {
            anomalies++;
        }

        void reject(int index, String field, String detail) {
            if (++rejectedTotal <= REJECTIONS_TOLD) {
                rejected.add(new Rejection(index, field, detail));
            }
        }

        PointsAnswer answer() {
            return new PointsAnswer(accepted, duplicates, List.copyOf(rejected), rejectedTotal, anomalies);
        }
    }
}
