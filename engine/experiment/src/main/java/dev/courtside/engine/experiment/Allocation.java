package dev.courtside.engine.experiment;

/**
 * How an experiment splits its units.
 *
 * @param seed makes the split independent of other experiments' splits; drawn when the experiment is created
 * @param phase from 1; rises whenever a change mid-run makes earlier outcomes incomparable
 * @param stickiness what keeps a unit in its variant
 * @param buckets which variant owns which bucket
 */
public record Allocation(String seed, int phase, Stickiness stickiness, BucketMap buckets) {
    public Allocation {
        if (phase < 1) {
            throw new IllegalArgumentException("phase " + phase + " is below 1");
        }
    }
}
