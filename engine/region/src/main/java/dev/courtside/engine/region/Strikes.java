package dev.courtside.engine.region;

import java.time.Instant;

/**
 * Strikes in a row.
 *
 * @param count of them
 * @param first when the row began; meaningless while the count is 0
 */
public record Strikes(int count, Instant first) {
    /** None in a row. */
    public static final Strikes NONE = new Strikes(0, Instant.EPOCH);

    Strikes plus(Instant at) {
        return new Strikes(count + 1, count == 0 ? at : first);
    }
}
