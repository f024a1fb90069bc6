package dev.courtside.kit.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.courtside.kit.problem.ProblemException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {
    @Test
    void shouldContinueAfterTheLastKeyOfAPage() {
        // When
        Page<String> first = Cursors.page(List.of("a", "b", "ü/c"), 2, k -> k);
        Page<String> exact = Cursors.page(List.of("a", "ü/c"), 2, k -> k);

        // Then
        assertThat(first.items()).containsExactly("a", "b");
        assertThat(Cursors.decode(first.nextCursor())).isEqualTo("b");
        assertThat(exact.nextCursor()).isNull();
        assertThat(Cursors.decode(null)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 501})
    void shouldRefuseALimitOutsideTheBounds(int limit) {
        // Then
        assertThatThrownBy(() -> Cursors.limit(limit))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().field()).isEqualTo("limit"));
    }

    @Test
    void shouldRefuseAForeignCursor() {
        // Then
        assertThatThrownBy(() -> Cursors.decode("%%%")).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> Cursors.decode("a".repeat(2_000))).isInstanceOf(ProblemException.class);
    }

    @ParameterizedTest
    @CsvSource({"'\"3\"', 3", "*, 3", "'\"2\", \"3\"', 3", ", 3", ", 0"})
    void shouldLetAWriteOfTheCurrentVersionPass(@Nullable String ifMatch, long version) {
        // Then
        assertThatCode(() -> Preconditions.check(ifMatch, version)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"'\"2\"', 3", "'\"3\"', 0", "*, 0", "3, 3", "'W/\"3\"', 3"})
    void shouldRefuseAWriteOfAnotherVersion(String ifMatch, long version) {
        // Then
        assertThatThrownBy(() -> Preconditions.check(ifMatch, version))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().status()).isEqualTo(412));
    }
}
