package dev.courtside.experiment.outcome;

import java.util.List;

/**
 * What became of a batch.
 *
 * @param accepted outcomes that count now
 * @param duplicates outcomes that had been taken before
 * @param rejected outcomes that were not taken, by index
 */
public record OutcomeAnswer(int accepted, int duplicates, List<Rejection> rejected) {}
