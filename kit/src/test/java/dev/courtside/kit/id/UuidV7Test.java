package dev.courtside.kit.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UuidV7Test {
    @Test
    void shouldSortByTheOrderInWhichTheyWereMade() {
        // When
        List<String> ids =
                Stream.generate(UuidV7::next).limit(20_000).map(UUID::toString).toList();

        // Then
        assertThat(ids).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void shouldTellVersionVariantAndTime() {
        // When
        UUID id = UuidV7.next();

        // Then
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(UuidV7.timeOf(id)).isCloseTo(Instant.now(), within(10, ChronoUnit.SECONDS));
        assertThatThrownBy(() -> UuidV7.timeOf(UUID.randomUUID())).isInstanceOf(IllegalArgumentException.class);
    }
}
