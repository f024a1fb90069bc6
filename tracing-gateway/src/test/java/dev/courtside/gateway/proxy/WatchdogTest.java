package dev.courtside.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.courtside.gateway.proxy.Watchdog.Limit;
import dev.courtside.gateway.route.Timeouts;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WatchdogTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(50);

    private final Vertx vertx = Vertx.vertx();
    private final List<Limit> expired = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        vertx.close();
    }

    private Watchdog watchdog(Duration firstByte, Duration idle, Duration total, boolean openEnded) {
        return new Watchdog(
                vertx, new Timeouts(Duration.ofMillis(10), firstByte, idle, total), openEnded, expired::add);
    }

    private void awaitExpiry(Limit limit) {
        await().atMost(Duration.ofSeconds(10)).until(() -> !expired.isEmpty());
        assertThat(expired).containsExactly(limit);
    }

    @Test
    void shouldTellThatTheAnswerDoesNotBegin() {
        // When
        watchdog(SHORT, LONG, LONG, false).requestSent();

        // Then
        awaitExpiry(Limit.FIRST_BYTE);
    }

    @Test
    void shouldTellThatTheAnswerFallsSilent() {
        // Given
        Watchdog watchdog = watchdog(LONG, SHORT, LONG, false);
        watchdog.requestSent();

        // When
        watchdog.progress();

        // Then
        awaitExpiry(Limit.IDLE);
    }

    @Test
    void shouldTellThatTheWholeTakesTooLong() {
        // When
        watchdog(SHORT.multipliedBy(2), LONG, SHORT.multipliedBy(2), false).progress();

        // Then
        awaitExpiry(Limit.TOTAL);
    }

    @Test
    void shouldLetAnOpenEndedAnswerBeSilent() {
        // Given
        Watchdog open = watchdog(LONG, SHORT, LONG, true);
        Watchdog other = watchdog(LONG, SHORT.multipliedBy(3), LONG, false);

        // When
        open.progress();
        other.progress();

        // Then only the other one rings, which is later
        awaitExpiry(Limit.IDLE);
    }

    @Test
    void shouldBeQuietOnceStopped() {
        // Given
        Watchdog stopped = watchdog(SHORT, SHORT, LONG, false);
        stopped.requestSent();
        Watchdog other = watchdog(SHORT.multipliedBy(3), LONG, LONG, false);
        other.requestSent();

        // When
        stopped.stop();

        // Then only the other one rings, which is later
        awaitExpiry(Limit.FIRST_BYTE);
    }
}
