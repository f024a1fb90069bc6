package dev.courtside.kit.id;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * UUIDs of version 7 (RFC 9562, section 5.7): 48 bits of Unix milliseconds, then 12 bits that count within the
 * millisecond (method 1 of section 6.2), then random. Ids of one process sort by the order in which they were made, also
 * when the clock steps back.
 */
public final class UuidV7 {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int COUNTER_BITS = 12;
    private static final AtomicLong LAST = new AtomicLong();

    private UuidV7() {}

    /** A new id for this moment. */
    public static UUID next() {
        long now = System.currentTimeMillis() << COUNTER_BITS;
        // a full counter runs over into the next millisecond, which keeps the order
        long tick = LAST.updateAndGet(last -> Math.max(last + 1, now));
        long millis = tick >>> COUNTER_BITS;
        long counter = tick & ((1L << COUNTER_BITS) - 1);
        long high = (millis << 16) | 0x7000L | counter;
        long low = (RANDOM.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    /**
     * When an id was made, to the millisecond.
     *
     * @throws IllegalArgumentException if it is not of version 7
     */
    public static Instant timeOf(UUID id) {
        if (id.version() != 7) {
            throw new IllegalArgumentException("not a UUID of version 7: " + id);
        }
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }
}
