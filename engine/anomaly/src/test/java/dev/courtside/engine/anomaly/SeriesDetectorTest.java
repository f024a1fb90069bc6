package dev.courtside.engine.anomaly;

import static dev.courtside.engine.anomaly.TestingSeries.alarms;
import static dev.courtside.engine.anomaly.TestingSeries.announced;
import static dev.courtside.engine.anomaly.TestingSeries.run;
import static dev.courtside.engine.anomaly.TestingSeries.second;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeriesDetectorTest {

    @Test
    void shouldSayHowFarTheLearningIs() {
        // Given
        SeriesDetector detector = new SeriesDetector(ZScore.STANDARD);
        run(detector, new double[12]);

        // When
        Verdict verdict = detector.judge(second(12), 5);

        // Then
        assertThat(verdict).isEqualTo(new Verdict.Learning(5, Method.ZSCORE, 12, 30));
        assertThat(((Verdict.Learning) verdict).progress()).isEqualTo(0.4);
    }

    @Test
    void shouldExplainASpikeInFigures() {
        // Given
        SeriesDetector detector = trained(200);

        // When
        Observation observation = detector.observe(second(200), 160);

        // Then
        assertThat(observation).isInstanceOfSatisfying(Observation.Judged.class, judged -> {
            assertThat(judged.announce()).isTrue();
            assertThat(judged.verdict()).isInstanceOfSatisfying(Verdict.Anomalous.class, anomaly -> {
                assertThat(anomaly.score()).isCloseTo(6, within(0.8));
                assertThat(anomaly.expected().low()).isCloseTo(70, within(5.0));
                assertThat(anomaly.expected().high()).isCloseTo(130, within(5.0));
                assertThat(anomaly.confidence()).isBetween(99.99, 100.0);
                assertThat(anomaly.reason())
                        .contains("standard deviations above the mean")
                        .contains("of the last 200 points");
            });
        });
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e101})
    void shouldRefuseWhatIsNoUsableNumberAndStayAsItWas(double value) {
        // Given
        SeriesDetector detector = trained(50);
        byte[] before = detector.checkpoint();

        // When
        assertThatIllegalArgumentException()
                .isThrownBy(() -> detector.observe(second(50), value))
                .withMessageContaining("finite number");

        // Then
        assertThat(detector.checkpoint()).isEqualTo(before);
    }

    @Test
    void shouldNotLetOneSpikeHideTheNext() {
        // Given
        SeriesDetector detector = trained(100);

        // When
        List<Observation> observations = run(detector, 100, 1_000_000, 100, 160);

        // Then
        assertThat(alarms(observations)).containsExactly(true, false, true);
    }

    @Test
    void shouldAcceptALastingLevelWithinAWindow() {
        // Given
        SeriesDetector detector = trained(360);
        Random random = new Random(2);
        double[] shifted = new double[2 * 360];
        Arrays.setAll(shifted, i -> 200 + 10 * random.nextGaussian());

        // When
        List<Observation> observations = run(detector, 360, shifted);

        // Then
        assertThat(alarms(observations).subList(0, 20)).doesNotContain(false);
        assertThat(alarms(observations).subList(360, 720).stream()
                        .filter(a -> a)
                        .count())
                .isLessThan(5);
    }

    @Test
    void shouldAnnounceAnEpisodeOnceAndAgainOnlyWhenItGrows() {
        // Given
        SeriesDetector detector = trained(200);

        // When: low, low, critical, critical
        List<Observation> observations = run(detector, 200, 135, 136, 400, 400);

        // Then
        assertThat(alarms(observations)).containsOnly(true);
        assertThat(announced(observations.subList(0, 2))).isEqualTo(1);
        assertThat(announced(observations.subList(2, 4))).isEqualTo(1);
        assertThat(detector.episode()).isEqualTo(Severity.CRITICAL);
    }

    @Test
    void shouldAnnounceTheNextEpisodeAfterAQuietWhile() {
        // Given
        SeriesDetector detector = trained(200);
        run(detector, 200, 400);
        double[] quiet = new double[SeriesDetector.QUIET_POINTS];
        Arrays.fill(quiet, 100);
        run(detector, 201, quiet);

        // When
        List<Observation> observations = run(detector, 201 + quiet.length, 400);

        // Then
        assertThat(announced(observations)).isEqualTo(1);
    }

    @Test
    void shouldGrowToCriticalWhereAnAlwaysZeroSeriesStaysUp() {
        // Given
        SeriesDetector detector = new SeriesDetector(ZScore.STANDARD);
        run(detector, new double[120]);

        // When
        List<Observation> observations = run(detector, 120, 1, 1);

        // Then
        assertThat(observations)
                .extracting(o -> ((Verdict.Anomalous) ((Observation.Judged) o).verdict()).severity())
                .containsExactly(Severity.LOW, Severity.CRITICAL);
        assertThat(announced(observations)).isEqualTo(2);
    }

    @Test
    void shouldLearnALatePointAtItsPlaceWithoutJudgingIt() {
        // Given
        SeriesDetector inOrder = new SeriesDetector(Trend.STANDARD);
        SeriesDetector late = new SeriesDetector(Trend.STANDARD);
        for (int i = 0; i < 60; i++) {
            inOrder.observe(second(i), i);
            if (i != 30) {
                late.observe(second(i), i);
            }
        }

        // When
        Observation observation = late.observe(second(30), 30);

        // Then
        assertThat(observation).isEqualTo(new Observation.Late());
        assertThat(late.points()).isEqualTo(60);
        Verdict.Normal expected = (Verdict.Normal) inOrder.judge(second(60), 60);
        assertThat(late.judge(second(60), 60)).isInstanceOfSatisfying(Verdict.Normal.class, normal -> {
            assertThat(normal.expected().low()).isCloseTo(expected.expected().low(), within(1e-9));
            assertThat(normal.expected().high()).isCloseTo(expected.expected().high(), within(1e-9));
        });
    }

    @Test
    void shouldTellDuplicatesAndPointsOlderThanTheWindow() {
        // Given
        SeriesDetector detector = new SeriesDetector(ZScore.STANDARD, new Baseline(40));
        run(detector, new double[100]);
        byte[] before = detector.checkpoint();

        // When
        Observation newest = detector.observe(second(99), 7);
        Observation inside = detector.observe(second(70), 7);
        Observation outside = detector.observe(second(10), 7);

        // Then
        assertThat(newest).isEqualTo(new Observation.Duplicate());
        assertThat(inside).isEqualTo(new Observation.Duplicate());
        assertThat(outside).isEqualTo(new Observation.TooLate());
        assertThat(detector.checkpoint()).isEqualTo(before);
    }

    @Test
    void shouldForecastAlongATrendAndTrustItByItsFit() {
        // Given
        Random random = new Random(4);
        SeriesDetector detector = new SeriesDetector(Trend.STANDARD);
        for (int i = 0; i < 120; i++) {
            detector.observe(second(i), 10 * i + random.nextGaussian());
        }

        // When
        Verdict onTheLine = detector.judge(second(120), 1_200);
        Verdict stalled = detector.judge(second(120), 1_000);

        // Then
        assertThat(onTheLine).isInstanceOf(Verdict.Normal.class);
        assertThat(stalled).isInstanceOfSatisfying(Verdict.Anomalous.class, anomaly -> {
            assertThat(anomaly.confidence()).isGreaterThan(99.9);
            assertThat(anomaly.reason()).contains("below").contains("trend");
        });
    }

    @Test
    void shouldFindTheFencesOfTukey() {
        // Given: 0…99, so q1 = 24.75, q3 = 74.25 and the fences lie at −49.5 and 148.5
        SeriesDetector detector = new SeriesDetector(Iqr.STANDARD);
        for (int i = 0; i < 100; i++) {
            detector.observe(second(i), (i * 37) % 100);
        }

        // When
        Verdict inside = detector.judge(second(100), 148.4);
        Verdict outside = detector.judge(second(100), 148.6);

        // Then
        assertThat(inside).isInstanceOf(Verdict.Normal.class);
        assertThat(outside).isInstanceOfSatisfying(Verdict.Anomalous.class, anomaly -> {
            assertThat(anomaly.expected()).isEqualTo(new Expected(-49.5, 148.5));
            assertThat(anomaly.confidence()).isCloseTo(99.3, within(0.1));
        });
    }

    @Test
    void shouldCatchUpWithWhatWasSeenBeforeItsCheckpointWasRead() {
        // Given
        SeriesDetector uninterrupted = trained(100);
        SeriesDetector restored =
                SeriesDetector.restore(ZScore.STANDARD, trained(100).checkpoint());
        SeriesDetector meanwhile = new SeriesDetector(ZScore.STANDARD);
        run(uninterrupted, 100, 101, 99, 103);
        run(meanwhile, 100, 101, 99, 103);

        // When
        restored.catchUp(meanwhile);

        // Then
        assertThat(restored.checkpoint()).isEqualTo(uninterrupted.checkpoint());
    }

    @Test
    void shouldRefuseADamagedOrUnknownCheckpoint() {
        // Given
        byte[] checkpoint = trained(40).checkpoint();
        byte[] truncated = Arrays.copyOf(checkpoint, checkpoint.length - 5);
        byte[] newer = checkpoint.clone();
        newer[0] = 99;

        // When / Then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SeriesDetector.restore(ZScore.STANDARD, truncated))
                .withMessageContaining("damaged");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SeriesDetector.restore(ZScore.STANDARD, newer))
                .withMessageContaining("version 99");
    }

    @Test
    void shouldStaySmall() {
        // Given
        SeriesDetector detector = trained(10_000);

        // When
        int bytes = detector.checkpoint().length;

        // Then
        assertThat(bytes).isLessThan(6_000);
    }

    private static SeriesDetector trained(int points) {
        SeriesDetector detector = new SeriesDetector(ZScore.STANDARD);
        Random random = new Random(1);
        double[] values = new double[points];
        Arrays.setAll(values, i -> 100 + 10 * Math.clamp(random.nextGaussian(), -2, 2));
        run(detector, values);
        return detector;
    }
}
