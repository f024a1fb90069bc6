package dev.courtside.testkit;

import io.quarkus.arc.Unremovable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The clock of a service under test: the wall clock until a test moves it. It takes the place of the kit's own by being a
 * bean; a test injects it to move it, and resets it at its end.
 */
@Singleton
@Unremovable
public class MutableClock implements InstantSource {
    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead.get());
    }

    /** Moves the clock; a negative duration moves it back. */
    public void advance(Duration by) {
        ahead.updateAndGet(duration -> duration.plus(by));
    }

    /** The wall clock again. */
    public void reset() {
        ahead.set(Duration.ZERO);
    }
}
