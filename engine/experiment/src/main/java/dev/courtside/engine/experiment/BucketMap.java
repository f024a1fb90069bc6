package dev.courtside.engine.experiment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Which variant owns each of an experiment's {@value Bucketing#BUCKETS} buckets. A reweight moves the fewest buckets that it
 * can, so that raising a variant's weight takes nobody away from it and moves nobody between two others. Immutable.
 *
 * <p>Written as runs of {@code variantIndex*count}, for instance {@code 0*5000,1*5000}; the index is the variant's place in
 * the experiment's list.
 */
public final class BucketMap {

    private final short[] owners;

    private BucketMap(short[] owners) {
        this.owners = owners;
    }

    /**
     * The map of a new experiment.
     *
     * @param weights of the variants in their order, none negative, not all 0; they need not sum to 100
     * @throws IllegalArgumentException if the weights are no such list
     */
    public static BucketMap of(int... weights) {
        int[] counts = share(weights);
        short[] owners = new short[Bucketing.BUCKETS];
        int next = 0;
        for (int variant = 0; variant < counts.length; variant++) {
            Arrays.fill(owners, next, next + counts[variant], (short) variant);
            next += counts[variant];
        }
        return new BucketMap(owners);
    }

    /**
     * The map with other weights, having moved the fewest buckets: a variant whose share falls gives up only the
     * difference, and only to variants whose share rises.
     *
     * @param weights as for {@link #of}; a longer list appends variants, a shorter one takes the last ones away
     * @throws IllegalArgumentException if the weights are no such list
     */
    public BucketMap reweight(int... weights) {
        int[] wanted = Arrays.copyOf(share(weights), Math.max(weights.length, variants()));
        int[] kept = new int[wanted.length];
        short[] moved = owners.clone();
        int[] free = new int[Bucketing.BUCKETS];
        int freed = 0;
        for (int bucket = 0; bucket < moved.length; bucket++) {
            int owner = moved[bucket];
            if (kept[owner] < wanted[owner]) {
                kept[owner]++;
            } else {
                free[freed++] = bucket;
            }
        }
        int taken = 0;
        for (int variant = 0; variant < wanted.length; variant++) {
            for (int missing = wanted[variant] - kept[variant]; missing > 0; missing--) {
                moved[free[taken++]] = (short) variant;
            }
        }
        return new BucketMap(moved);
    }

    /**
     * The index of the variant that owns a bucket.
     *
     * @param bucket 0 to 9,999, see {@link Bucketing#bucket}
     */
    public int variantOf(int bucket) {
        return owners[bucket];
    }

    /** How many buckets the variant of this index owns. */
    public int count(int variant) {
        return (int) IntStream.range(0, owners.length)
                .filter(bucket -> owners[bucket] == variant)
                .count();
    }

    /** One more than the highest index of a variant that owns a bucket. */
    public int variants() {
        return IntStream.range(0, owners.length)
                        .map(bucket -> owners[bucket])
                        .max()
                        .orElse(-1)
                + 1;
    }

    /**
     * Reads what {@link #toString} writes.
     *
     * @throws IllegalArgumentException if the text is no run-length list of exactly 10,000 buckets
     */
    @JsonCreator
    public static BucketMap parse(String runs) {
        short[] owners = new short[Bucketing.BUCKETS];
        int next = 0;
        for (String run : runs.split(",", -1)) {
            int star = run.indexOf('*');
            if (star < 1) {
                throw new IllegalArgumentException("bucket run \"" + run + "\" is not variantIndex*count");
            }
            short variant = Short.parseShort(run.substring(0, star));
            int count = Integer.parseInt(run.substring(star + 1));
            if (variant < 0 || count < 1 || count > Bucketing.BUCKETS - next) {
                throw new IllegalArgumentException("bucket run \"" + run + "\" is out of range");
            }
            Arrays.fill(owners, next, next + count, variant);
            next += count;
        }
        if (next != Bucketing.BUCKETS) {
            throw new IllegalArgumentException("bucket map has " + next + " buckets, not " + Bucketing.BUCKETS);
        }
        return new BucketMap(owners);
    }

    @Override
    @JsonValue
    public String toString() {
        StringBuilder runs = new StringBuilder();
        int start = 0;
        for (int bucket = 1; bucket <= owners.length; bucket++) {
            if (bucket == owners.length || owners[bucket] != owners[start]) {
                runs.append(start == 0 ? "" : ",")
                        .append(owners[start])
                        .append('*')
                        .append(bucket - start);
                start = bucket;
            }
        }
        return runs.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BucketMap map && Arrays.equals(owners, map.owners);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(owners);
    }

    /** Shares the buckets out by weight; what rounding leaves goes to the largest remainders, ties to the first. */
    private static int[] share(int[] weights) {
        long sum = 0;
        for (int weight : weights) {
            if (weight < 0) {
                throw new IllegalArgumentException("weight " + weight + " is negative");
            }
            sum += weight;
        }
        if (sum == 0) {
            throw new IllegalArgumentException("the weights are all 0");
        }
        int[] counts = new int[weights.length];
        long[] remainders = new long[weights.length];
        int left = Bucketing.BUCKETS;
        for (int i = 0; i < weights.length; i++) {
            long buckets = (long) weights[i] * Bucketing.BUCKETS;
            counts[i] = (int) (buckets / sum);
            remainders[i] = buckets % sum;
            left -= counts[i];
        }
        for (; left > 0; left--) {
            int largest = 0;
            for (int i = 1; i < remainders.length; i++) {
                if (remainders[i] > remainders[largest]) {
                    largest = i;
                }
            }
            counts[largest]++;
            remainders[largest] = -1;
        }
        return counts;
    }
}
