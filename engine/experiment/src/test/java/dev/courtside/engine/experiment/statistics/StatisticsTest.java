package dev.courtside.engine.experiment.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class StatisticsTest {

    @Test
    void shouldNotDefineAnEffectWithoutVarianceOrUnits() {
        // Given
        Sample constant = new Sample.Values(10, 20, 40);
        Sample alone = new Sample.Values(1, 2, 4);
        Sample none = new Sample.Proportion(0, 0);
        Sample spread = new Sample.Values(10, 20, 60);
        Sample aroundZero = new Sample.Values(10, 0, 60);

        // When / Then
        assertThat(Effect.absolute(constant, constant)).isNull();
        assertThat(Effect.absolute(alone, spread)).isNull();
        assertThat(Effect.absolute(spread, none)).isNull();
        assertThat(Effect.relative(aroundZero, spread)).isNull();
        assertThat(Effect.absolute(aroundZero, spread)).isNotNull();
        assertThat(Effect.absolute(constant, spread)).isNotNull();
    }

    @Test
    void shouldRefuseImpossibleSums() {
        assertThatThrownBy(() -> new Sample.Proportion(10, 11)).hasMessageContaining("sum 11.0");
        assertThatThrownBy(() -> new Sample.Values(10, 20, 39)).hasMessageContaining("sumSquares 39.0");
        assertThatThrownBy(() -> new Sample.Values(10, Double.NaN, 39)).hasMessageContaining("sum NaN");
        assertThatThrownBy(() -> new Sample.Values(-1, 0, 0)).hasMessageContaining("n -1");
        assertThatThrownBy(() -> new ConfidenceSequence(1, 5000)).hasMessageContaining("alpha 1.0");
    }

    @Test
    void shouldMirrorThePosteriorOfAMetricThatShouldFall() {
        // Given
        Posterior posterior = new Posterior(1, 2);

        // When
        Posterior negated = posterior.negated();

        // Then
        assertThat(negated.chanceToWin()).isCloseTo(1 - posterior.chanceToWin(), within(1e-15));
        assertThat(negated.riskOfControl()).isEqualTo(posterior.riskOfTreatment());
    }

    @Test
    void shouldJoinBothFormulasOfTheNormalTail() {
        // Given
        double below = Math.nextDown(3.0);

        // When
        double tailStep = UnitNormal.upperTail(below) / UnitNormal.upperTail(3) - 1;
        double lossStep = UnitNormal.loss(below) / UnitNormal.loss(3) - 1;

        // Then
        assertThat(tailStep).isCloseTo(0, within(1e-13));
        assertThat(lossStep).isCloseTo(0, within(1e-11));
        assertThat(UnitNormal.upperTail(3)).isCloseTo(0.0013498980316300945, within(1e-18));
    }

    @Test
    void shouldFindABrokenSplit() {
        // χ² = 2 · 100²/5000 = 4 and 1 degree of freedom
        assertThat(SampleRatio.pValue(new long[] {5100, 4900}, new double[] {50, 50}))
                .isCloseTo(0.04550026389635839, within(1e-12));
        assertThat(SampleRatio.pValue(new long[] {5300, 4700}, new double[] {50, 50}))
                .isLessThan(SampleRatio.ALARM);
        assertThat(SampleRatio.pValue(new long[] {100, 900}, new double[] {10, 90}))
                .isEqualTo(1);
    }

    @Test
    void shouldLeaveArmsWithoutWeightOutOfTheSplit() {
        // When
        double withThird = SampleRatio.pValue(new long[] {5100, 4900, 7}, new double[] {50, 50, 0});

        // Then
        assertThat(withThird).isEqualTo(SampleRatio.pValue(new long[] {5100, 4900}, new double[] {50, 50}));
        assertThat(SampleRatio.pValue(new long[] {0, 0}, new double[] {50, 50})).isEqualTo(1);
        assertThat(SampleRatio.pValue(new long[] {10}, new double[] {100})).isEqualTo(1);
    }
}
