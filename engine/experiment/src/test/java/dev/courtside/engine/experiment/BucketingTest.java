package dev.courtside.engine.experiment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BucketingTest {

    @ParameterizedTest
    @CsvSource(
            value = {
                "'', 0, 00000000",
                "'', 1, 514e28b7",
                "'', ffffffff, 81f16f39",
                "aaaa, 9747b28c, 5a97808a",
                "aaa, 9747b28c, 283e0130",
                "aa, 9747b28c, 5d211726",
                "a, 9747b28c, 7fa09ea6",
                "abc, 0, b3dd93fa",
                "test, 0, ba6bd213",
                "'Hello, world!', 9747b28c, 24884cba",
                "ππππππππ, 9747b28c, d58063c1",
                "The quick brown fox jumps over the lazy dog, 0, 2e4ff723"
            })
    void shouldHashAsTheReferenceCodeDoes(String text, String seed, String expected) {
        // When
        int hash = Bucketing.murmur3(text.getBytes(UTF_8), Integer.parseUnsignedInt(seed, 16));

        // Then
        assertThat(hash).isEqualTo(Integer.parseUnsignedInt(expected, 16));
    }

    @Test
    void shouldKeepUnitsWhereTheyAre() {
        // pinned: another value would reshuffle every running experiment
        assertThat(Bucketing.bucket("model-comparison", "user_123")).isEqualTo(780);
        assertThat(Bucketing.bucket("model-comparison", "user_124")).isEqualTo(4109);
    }

    @Test
    void shouldSpreadUnitsEvenlyAndIndependentlyOfOtherSeeds() {
        // Given
        int units = 100_000;
        int[] deciles = new int[10];
        int both = 0;

        // When
        for (int i = 0; i < units; i++) {
            int bucket = Bucketing.bucket("one", "user_" + i);
            deciles[bucket / 1000]++;
            both += bucket < 5000 && Bucketing.bucket("two", "user_" + i) < 5000 ? 1 : 0;
        }

        // Then: four standard deviations of the binomial
        for (int decile : deciles) {
            assertThat(decile).isCloseTo(units / 10, within((int) (4 * Math.sqrt(units * 0.09))));
        }
        assertThat(both).isCloseTo(units / 4, within((int) (4 * Math.sqrt(units * 0.1875))));
    }
}
