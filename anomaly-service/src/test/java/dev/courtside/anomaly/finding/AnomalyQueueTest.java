package dev.courtside.anomaly.finding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.courtside.engine.anomaly.Expected;
import dev.courtside.kit.id.UuidV7;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnomalyQueueTest {

    @Test
    void shouldDropTheOldestPastItsLimitAndSaySo() {
        // Given
        AnomalyQueue queue = new AnomalyQueue(2);
        Anomaly first = anomaly(1);
        Anomaly second = anomaly(2);
        Anomaly third = anomaly(3);
        queue.add(first);
        queue.add(second);

        // When
        int dropped = queue.add(third);

        // Then
        assertThat(dropped).isEqualTo(1);
        assertThat(queue.take(10)).containsExactly(second, third);
    }

    @Test
    void shouldHandOutOneBatchAtATimeAndTakeAFailedOneBackInOrder() {
        // Given
        AnomalyQueue queue = new AnomalyQueue(10);
        Anomaly first = anomaly(1);
        Anomaly second = anomaly(2);
        Anomaly third = anomaly(3);
        queue.add(first);
        queue.add(second);
        List<Anomaly> underWay = queue.take(10);
        queue.add(third);

        // When
        List<Anomaly> meanwhile = queue.take(10);
        int dropped = queue.failed();

        // Then
        assertThat(underWay).containsExactly(first, second);
        assertThat(meanwhile).isEmpty();
        assertThat(dropped).isZero();
        assertThat(queue.take(10)).containsExactly(first, second, third);
    }

    @Test
    void shouldCountWhatIsUnderWayUntilItIsWritten() {
        // Given
        AnomalyQueue queue = new AnomalyQueue(10);
        queue.add(anomaly(1));
        queue.take(10);
        int before = queue.size();

        // When
        queue.written();

        // Then
        assertThat(before).isEqualTo(1);
        assertThat(queue.size()).isZero();
    }

    private static Anomaly anomaly(double value) {
        Instant now = Instant.parse("2026-03-01T10:00:00Z");
        return new Anomaly(
                UuidV7.next(),
                "series",
                "metric",
                Map.of(),
                now,
                value,
                new Expected(0, 1),
                5,
                "medium",
                99,
                "zscore",
                "reason",
                null,
                now);
    }
}
