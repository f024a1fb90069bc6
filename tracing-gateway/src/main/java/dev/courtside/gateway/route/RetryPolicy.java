package dev.courtside.gateway.route;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.courtside.gateway.InvalidFieldException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How often one request may be tried. Only what is provably unsent, idempotent by method, or carries an
 * {@code Idempotency-Key} is tried again at all.
 *
 * @param maxAttempts attempts in all, the first included; 1 switches retries off
 * @param backoff the wait before a second attempt at the same region; another region is tried at once
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RetryPolicy(int maxAttempts, Duration backoff) {
    private static final int MOST_ATTEMPTS = 10;
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(30);

    /** Three attempts: with three regions, each is tried once. */
    public static final RetryPolicy DEFAULT = new RetryPolicy(3, Duration.ofMillis(50));

    public RetryPolicy {
        if (maxAttempts < 1 || maxAttempts > MOST_ATTEMPTS) {
            throw new InvalidFieldException(
                    "retry.maxAttempts", "must be between 1 and " + MOST_ATTEMPTS + ", was " + maxAttempts);
        }
        if (backoff.isNegative() || backoff.compareTo(LONGEST_BACKOFF) > 0) {
            throw new InvalidFieldException(
                    "retry.backoff", "must be between PT0S and " + LONGEST_BACKOFF + ", was " + backoff);
        }
    }

    /** Takes the default where a value is missing. */
    public static RetryPolicy of(@Nullable Integer maxAttempts, @Nullable Duration backoff) {
        return new RetryPolicy(
                maxAttempts == null ? DEFAULT.maxAttempts : maxAttempts, backoff == null ? DEFAULT.backoff : backoff);
    }
}
