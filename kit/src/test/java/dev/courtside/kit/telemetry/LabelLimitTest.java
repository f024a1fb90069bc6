package dev.courtside.kit.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LabelLimitTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void shouldTakeAsManyValuesAsAllowedAndNoMore() {
        // Given
        LabelLimit limit = new LabelLimit("model", 2, meters);

        // When
        String first = limit.of("a");
        String second = limit.of("b");
        String third = limit.of("c");
        String again = limit.of("a");

        // Then
        assertThat(first).isEqualTo("a");
        assertThat(second).isEqualTo("b");
        assertThat(third).isEqualTo(LabelLimit.OTHER);
        assertThat(again).isEqualTo("a");
    }

    @Test
    void shouldCountWhatBecameOther() {
        // Given
        LabelLimit limit = new LabelLimit("model", 1, meters);
        limit.of("a");

        // When
        limit.of("b");
        limit.of("b");

        // Then
        assertThat(meters.get("courtside_label_values_refused")
                        .tag("label", "model")
                        .counter()
                        .count())
                .isEqualTo(2);
    }

    @Test
    void shouldHoldItsLimitUnderConcurrency() {
        // Given
        LabelLimit limit = new LabelLimit("model", 100, meters);
        Set<String> seen = ConcurrentHashMap.newKeySet();

        // When
        IntStream.range(0, 20_000).parallel().forEach(i -> seen.add(limit.of("model-" + i % 1_000)));

        // Then
        assertThat(seen).contains(LabelLimit.OTHER).hasSize(101);
    }
}
