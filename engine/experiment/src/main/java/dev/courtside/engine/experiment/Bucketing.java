package dev.courtside.engine.experiment;

import java.nio.charset.StandardCharsets;

/**
 * Where a unit falls. The hash is MurmurHash3 x86 32 over UTF-8 (Austin Appleby, public domain reference code,
 * {@code MurmurHash3.cpp}), spread over a range by multiply and shift, which unlike a modulo favours no bucket by more than
 * one part in 2³²/range.
 */
public final class Bucketing {

    /** Buckets of an experiment: one is a hundredth of a percent of its units. */
    public static final int BUCKETS = 10_000;

    private static final int C1 = 0xcc9e2d51;
    private static final int C2 = 0x1b873593;

    private Bucketing() {}

    /**
     * The bucket of a unit, 0 to 9,999. Experiments with different seeds split the same units independently.
     *
     * @param seed of the experiment
     * @param unit the user or other thing that is assigned
     */
    public static int bucket(String seed, String unit) {
        return spread(murmur3(seed + ':' + unit), BUCKETS);
    }

    /** Spreads a hash, taken as unsigned, over {@code 0 … range − 1}: {@code (hash × range) >>> 32}. */
    static int spread(int hash, int range) {
        return (int) ((Integer.toUnsignedLong(hash) * range) >>> 32);
    }

    /** MurmurHash3 x86 32 of the text's UTF-8 bytes with seed 0. */
    static int murmur3(String text) {
        return murmur3(text.getBytes(StandardCharsets.UTF_8), 0);
    }

    /** MurmurHash3 x86 32. */
    static int murmur3(byte[] data, int seed) {
        int hash = seed;
        int blocksEnd = data.length & ~3;
        for (int i = 0; i < blocksEnd; i += 4) {
            int block = (data[i] & 0xff)
                    | (data[i + 1] & 0xff) << 8
                    | (data[i + 2] & 0xff) << 16
                    | (data[i + 3] & 0xff) << 24;
            hash ^= scramble(block);
            hash = Integer.rotateLeft(hash, 13) * 5 + 0xe6546b64;
        }
        int tail = 0;
        for (int i = data.length - 1; i >= blocksEnd; i--) {
            tail = tail << 8 | (data[i] & 0xff);
        }
        hash ^= scramble(tail);
        hash ^= data.length;
        hash = (hash ^ hash >>> 16) * 0x85ebca6b;
        hash = (hash ^ hash >>> 13) * 0xc2b2ae35;
        return hash ^ hash >>> 16;
    }

    private static int scramble(int block) {
        return Integer.rotateLeft(block * C1, 15) * C2;
    }
}
