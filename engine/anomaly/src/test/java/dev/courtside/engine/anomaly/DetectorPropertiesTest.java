package dev.courtside.engine.anomaly;

import static dev.courtside.engine.anomaly.TestingSeries.alarms;
import static dev.courtside.engine.anomaly.TestingSeries.noisy;
import static dev.courtside.engine.anomaly.TestingSeries.run;
import static dev.courtside.engine.anomaly.TestingSeries.second;
import static dev.courtside.engine.anomaly.TestingSeries.unitScores;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What must hold of every method, on series generated from fixed seeds. */
class DetectorPropertiesTest {
    private static final int SEEDS = 20;

    @ParameterizedTest
    @EnumSource(Method.class)
    void shouldScoreTheSameInAnotherUnit(Method method) {
        for (int seed = 0; seed < SEEDS; seed++) {
            // Given
            double[] seconds = noisy(seed, 600);
            double[] micros = TestingSeries.map(seconds, x -> 1e6 * x);

            // When
            List<Double> scores = unitScores(run(new SeriesDetector(Detector.standard(method)), seconds));
            List<Double> scaled = unitScores(run(new SeriesDetector(Detector.standard(method)), micros));

            // Then
            for (int i = 0; i < scores.size(); i++) {
                assertThat(scaled.get(i)).isCloseTo(scores.get(i), within(1e-6));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void shouldScoreTheSameOnAnotherLevel(Method method) {
        for (int seed = 0; seed < SEEDS; seed++) {
            // Given
            double[] values = noisy(seed, 600);
            double[] shifted = TestingSeries.map(values, x -> x - 250);

            // When
            List<Double> scores = unitScores(run(new SeriesDetector(Detector.standard(method)), values));
            List<Double> others = unitScores(run(new SeriesDetector(Detector.standard(method)), shifted));

            // Then
            for (int i = 0; i < scores.size(); i++) {
                assertThat(others.get(i)).isCloseTo(scores.get(i), within(1e-6));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void shouldNeverScoreALargerSpikeLower(Method method) {
        for (int seed = 0; seed < SEEDS; seed++) {
            // Given
            SeriesDetector detector = new SeriesDetector(Detector.standard(method));
            run(detector, noisy(seed, 200));

            // When
            double[] up = new double[400];
            double[] down = new double[400];
            for (int i = 0; i < up.length; i++) {
                double distance = Math.expm1(i / 10.0);
                up[i] = detector.judge(second(200), 100 + distance).unitScore();
                down[i] = detector.judge(second(200), 100 - distance).unitScore();
            }

            // Then: from where the value has left the middle of the band
            int beyond = 40;
            assertThat(Arrays.copyOfRange(up, beyond, up.length)).isSorted();
            assertThat(Arrays.copyOfRange(down, beyond, down.length)).isSorted();
            assertThat(up[399]).isGreaterThan(0.99).isLessThan(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void shouldNotLookAhead(Method method) {
        for (int seed = 0; seed < SEEDS; seed++) {
            // Given
            double[] whole = noisy(seed, 700);
            int cut = new Random(seed).nextInt(1, 700);

            // When
            List<Observation> ofWhole = run(new SeriesDetector(Detector.standard(method)), whole);
            List<Observation> ofPrefix = run(new SeriesDetector(Detector.standard(method)), Arrays.copyOf(whole, cut));

            // Then
            assertThat(ofPrefix).isEqualTo(ofWhole.subList(0, cut));
        }
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void shouldGoOnAfterARestartAsIfThereHadBeenNone(Method method) {
        for (int seed = 0; seed < SEEDS; seed++) {
            // Given
            double[] values = noisy(seed, 900);
            int cut = new Random(seed).nextInt(1, 900);
            SeriesDetector uninterrupted = new SeriesDetector(Detector.standard(method));
            SeriesDetector before = new SeriesDetector(Detector.standard(method));
            run(uninterrupted, Arrays.copyOf(values, cut));
            run(before, Arrays.copyOf(values, cut));
            double[] rest = Arrays.copyOfRange(values, cut, values.length);

            // When
            SeriesDetector after = SeriesDetector.restore(Detector.standard(method), before.checkpoint());

            // Then
            assertThat(run(after, cut, rest)).isEqualTo(run(uninterrupted, cut, rest));
            assertThat(after.checkpoint()).isEqualTo(uninterrupted.checkpoint());
        }
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void shouldRarelyAlarmOnPureNoise(Method method) {
        // Given
        Random random = new Random(7);
        double[] noise = new double[20_000];
        Arrays.setAll(noise, i -> 50 + 5 * random.nextGaussian());

        // When
        List<Observation> observations = run(new SeriesDetector(Detector.standard(method)), noise);

        // Then: 3σ expects 0.3 % of normal values outside, Tukey's fences 0.7 %
        long alarms = alarms(observations).stream().filter(a -> a).count();
        assertThat(alarms / 20_000.0).isBetween(0.001, method == Method.IQR ? 0.011 : 0.006);
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void shouldNotBeStartledByTheBreathOfAConstantSeries(Method method) {
        // Given
        SeriesDetector detector = new SeriesDetector(Detector.standard(method));
        double[] constant = new double[300];
        Arrays.fill(constant, 100);
        run(detector, constant);

        // When
        Verdict breath = detector.judge(second(300), 100.5);
        Verdict leap = detector.judge(second(300), 150);

        // Then
        assertThat(breath).isInstanceOf(Verdict.Normal.class);
        assertThat(leap)
                .isInstanceOfSatisfying(
                        Verdict.Anomalous.class, a -> assertThat(a.severity()).isEqualTo(Severity.CRITICAL));
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void shouldReportTheFirstValueOfASeriesThatWasAlwaysZeroAsLow(Method method) {
        // Given
        SeriesDetector detector = new SeriesDetector(Detector.standard(method));
        run(detector, new double[100]);

        // When
        Verdict tiny = detector.judge(second(100), 1e-9);
        Verdict zero = detector.judge(second(100), 0);

        // Then
        assertThat(zero).isInstanceOf(Verdict.Normal.class);
        assertThat(tiny).isInstanceOfSatisfying(Verdict.Anomalous.class, a -> {
            assertThat(a.severity()).isEqualTo(Severity.LOW);
            assertThat(a.unitScore()).isEqualTo(Verdict.UNIT_THRESHOLD);
        });
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void shouldKeepAlarmAndUnitThresholdInStep(Method method) {
        // Given
        double[] values = noisy(3, 2_000);

        // When
        List<Observation> observations = run(new SeriesDetector(Detector.standard(method)), values);

        // Then
        List<Boolean> byScore = unitScores(observations).stream()
                .map(score -> score >= Verdict.UNIT_THRESHOLD)
                .toList();
        assertThat(byScore).isEqualTo(alarms(observations)).contains(true);
    }
}
