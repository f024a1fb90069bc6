package dev.courtside.engine.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;
import org.junit.jupiter.api.Test;

class BaselineTest {

    @Test
    void shouldKeepMeanAndDeviationOfTheWindowThroughGiantsAndLateComers() {
        // Given
        Baseline baseline = new Baseline(50);
        DescriptiveStatistics exact = new DescriptiveStatistics();
        Random random = new Random(11);

        for (int i = 0; i < 2_000; i++) {
            // When: a value now and then dwarfs the others, every 7th time is left out and comes in later
            double value = random.nextInt(100) == 0 ? 1e15 * random.nextGaussian() : 1e6 + random.nextGaussian();
            if (i % 7 != 6) {
                baseline.append(TestingSeries.second(i), value);
            }
            if (i % 14 == 13) {
                baseline.insert(TestingSeries.second(i - 7), value);
            }

            // Then
            exact.clear();
            for (int k = 0; k < baseline.size(); k++) {
                exact.addValue(baseline.valueAt(k));
            }
            double scale = Math.max(exact.getStandardDeviation(), 1e-3);
            assertThat(baseline.mean()).isCloseTo(exact.getMean(), within(1e-4 * scale));
            if (baseline.size() > 1) {
                assertThat(baseline.standardDeviation()).isCloseTo(scale, within(1e-4 * scale + 1e-3));
            }
        }
        assertThat(baseline.size()).isEqualTo(50);
    }

    @Test
    void shouldKeepTimesAscendingWhenPointsComeLate() {
        // Given
        Baseline baseline = new Baseline(20);
        for (int i = 0; i < 60; i += 2) {
            baseline.append(TestingSeries.second(i), i);
        }

        // When
        boolean inside = baseline.insert(TestingSeries.second(41), 41);
        boolean again = baseline.insert(TestingSeries.second(41), 0);
        boolean tooOld = baseline.insert(TestingSeries.second(3), 3);

        // Then
        assertThat(inside).isTrue();
        assertThat(again).isFalse();
        assertThat(tooOld).isFalse();
        for (int k = 1; k < baseline.size(); k++) {
            assertThat(baseline.timeAt(k)).isGreaterThan(baseline.timeAt(k - 1));
        }
        assertThat(baseline.size()).isEqualTo(20);
    }

    @Test
    void shouldRefuseToGoBackInTimeSilently() {
        // Given
        Baseline baseline = new Baseline(20);
        baseline.append(TestingSeries.second(5), 1);

        // When / Then
        assertThatIllegalArgumentException().isThrownBy(() -> baseline.append(TestingSeries.second(5), 1));
    }
}
