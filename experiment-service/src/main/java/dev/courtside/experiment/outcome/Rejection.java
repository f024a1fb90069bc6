package dev.courtside.experiment.outcome;

/**
 * Why one outcome of a batch was not taken; the others were.
 *
 * @param index in the batch, from 0
 * @param field the member to blame
 * @param reason in words
 */
public record Rejection(int index, String field, String reason) {}
