package dev.courtside.engine.experiment.statistics;

/**
 * A test of no difference.
 *
 * @param interval of confidence 1 − α
 * @param pValue two-sided, 0 to 1
 */
public record TestResult(Interval interval, double pValue) {}
