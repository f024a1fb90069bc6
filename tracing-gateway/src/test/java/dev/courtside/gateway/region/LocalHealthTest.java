package dev.courtside.gateway.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LocalHealthTest {
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1_000); // nanoTime may overflow
    private final LocalHealth health = new LocalHealth(now::get);

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private boolean isOut() {
        return health.isEjected("d", "a");
    }

    @Test
    void shouldLeaveARegionAloneAfterItFailedAndThenLetOneTry() {
        // Given
        health.failed("d", "a");

        // When
        boolean atOnce = isOut();
        pass(LocalHealth.FIRST);
        boolean first = isOut();
        boolean second = isOut();

        // Then
        assertThat(atOnce).isTrue();
        assertThat(first).isFalse();
        assertThat(second).isTrue();
        assertThat(health.isEjected("d", "b")).isFalse();
    }

    @Test
    void shouldTakeARegionBackWhenItAnswers() {
        // Given
        health.failed("d", "a");

        // When
        health.succeeded("d", "a");

        // Then
        assertThat(isOut()).isFalse();
        assertThat(isOut()).isFalse();
    }

    @Test
    void shouldWaitLongerWithEachFailedTrial() {
        // Given
        health.failed("d", "a");
        pass(LocalHealth.FIRST);
        isOut();

        // When
        health.failed("d", "a");
        pass(LocalHealth.FIRST.multipliedBy(2).minusNanos(1));
        boolean before = isOut();
        pass(Duration.ofNanos(1));
        boolean after = isOut();

        // Then
        assertThat(before).isTrue();
        assertThat(after).isFalse();
    }

    @Test
    void shouldCountManyFailuresAtOnceAsOne() {
        // When
        for (int i = 0; i < 50; i++) {
            health.failed("d", "a");
        }
        pass(LocalHealth.FIRST);

        // Then
        assertThat(isOut()).isFalse();
    }

    @Test
    void shouldNeverWaitLongerThanItsLimit() {
        // When
        for (int i = 0; i < 40; i++) {
            health.failed("d", "a");
            pass(LocalHealth.LONGEST);

            // Then
            assertThat(isOut()).isFalse();
        }
    }

    @Test
    void shouldLetAnotherTryWhenATrialIsNeverHeardOfAgain() {
        // Given
        health.failed("d", "a");
        pass(LocalHealth.FIRST);
        isOut();

        // When
        pass(LocalHealth.TRIAL);

        // Then
        assertThat(isOut()).isFalse();
    }
}
