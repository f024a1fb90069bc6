package dev.courtside.anomaly.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeriesKeyTest {

    @Test
    void shouldBeTheSameInWhateverOrderLabelsCome() {
        // Given
        Map<String, String> one = new LinkedHashMap<>();
        one.put("route", "chat");
        one.put("model", "gpt-4");
        Map<String, String> other = new LinkedHashMap<>();
        other.put("model", "gpt-4");
        other.put("route", "chat");

        // When
        SeriesKey key = SeriesKey.of("latency", one);

        // Then
        assertThat(key).isEqualTo(SeriesKey.of("latency", other));
        assertThat(key.id()).isEqualTo(SeriesKey.of("latency", other).id()).matches("[0-9a-f]{24}");
    }

    @Test
    void shouldTellKeysApartThatReadAlike() {
        // Given
        SeriesKey key = SeriesKey.of("m", Map.of("a", "b", "c", "d"));

        // When / Then
        assertThat(key.id())
                .isNotEqualTo(SeriesKey.of("m", Map.of("a", "bcd")).id())
                .isNotEqualTo(SeriesKey.of("ma", Map.of("c", "d")).id())
                .isNotEqualTo(SeriesKey.of("m", Map.of("ab", "", "c", "d")).id());
    }

    @Test
    void shouldNameTheFieldThatIsOutOfBounds() {
        // Given
        Map<String, String> many = new HashMap<>();
        for (int i = 0; i <= SeriesKey.MAX_LABELS; i++) {
            many.put("label" + i, "x");
        }

        // When / Then
        assertThatExceptionOfType(InvalidFieldException.class)
                .isThrownBy(() -> SeriesKey.of("m", many))
                .satisfies(invalid -> assertThat(invalid.field()).isEqualTo("labels"))
                .withMessageContaining("at most 16");
        assertThatExceptionOfType(InvalidFieldException.class)
                .isThrownBy(() -> SeriesKey.of("m", Map.of("route", "x".repeat(257))))
                .satisfies(invalid -> assertThat(invalid.field()).isEqualTo("labels.route"));
        assertThatExceptionOfType(InvalidFieldException.class)
                .isThrownBy(() -> SeriesKey.of("m", Map.of("route", "a\nb")));
        assertThatExceptionOfType(InvalidFieldException.class)
                .isThrownBy(() -> SeriesKey.of("m", Map.of("ro ute", "a")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1st", "with space", "quote\"", "new\nline"})
    void shouldRefuseNamesThatNoMetricHas(String metric) {
        // Given / When / Then
        assertThatExceptionOfType(InvalidFieldException.class)
                .isThrownBy(() -> SeriesKey.of(metric, Map.of()))
                .satisfies(invalid -> assertThat(invalid.field()).isEqualTo("metric"));
    }
}
