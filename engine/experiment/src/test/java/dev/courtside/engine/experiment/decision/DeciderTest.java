package dev.courtside.engine.experiment.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.courtside.engine.experiment.statistics.Sample;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeciderTest {

    @Test
    void shouldShipATreatmentThatIsBetter() {
        // Given
        List<Comparison> primary = List.of(proportion("conversion", "b", Direction.INCREASE, 1000, 1300));

        // When
        Decision decision = Decider.STANDARD.decide("a", 0.5, primary, List.of());

        // Then
        assertThat(decision.verdict()).isEqualTo(Verdict.SHIP);
        assertThat(decision.winner()).isEqualTo("b");
        assertThat(decision.confidence()).isGreaterThan(99.99);
        assertThat(decision.reasons()).singleElement().asString().startsWith("b is better on conversion: ");
    }

    @Test
    void shouldShipTheBestOfSeveral() {
        // Given
        List<Comparison> primary = List.of(
                proportion("conversion", "b", Direction.INCREASE, 1000, 1300),
                proportion("conversion", "c", Direction.INCREASE, 1000, 1500),
                proportion("conversion", "d", Direction.INCREASE, 1000, 700));

        // When
        Decision decision = Decider.STANDARD.decide("a", 0.5, primary, List.of());

        // Then
        assertThat(decision.winner()).isEqualTo("c");
        assertThat(decision.reasons()).hasSize(2);
    }

    @Test
    void shouldTakeLessForBetterWhereTheMetricShouldFall() {
        // Given
        List<Comparison> primary = List.of(proportion("errors", "b", Direction.DECREASE, 1300, 1000));

        // When
        Decision decision = Decider.STANDARD.decide("a", 0.5, primary, List.of());

        // Then
        assertThat(decision.verdict()).isEqualTo(Verdict.SHIP);
        assertThat(decision.confidence()).isGreaterThan(99.99);
    }

    @Test
    void shouldRollBackWhatHarmsAGuardrailHoweverGoodItIs() {
        // Given
        List<Comparison> primary = List.of(proportion("conversion", "b", Direction.INCREASE, 1000, 1300));
        List<Comparison> guardrails = List.of(proportion("errors", "b", Direction.DECREASE, 100, 300));

        // When
        Decision decision = Decider.STANDARD.decide("a", 0.5, primary, guardrails);

        // Then
        assertThat(decision.verdict()).isEqualTo(Verdict.ROLL_BACK);
        assertThat(decision.winner()).isEqualTo("a");
        assertThat(decision.confidence()).isGreaterThan(99.99);
        assertThat(decision.reasons()).singleElement().asString().startsWith("b harms the guardrail errors: ");
    }

    @Test
    void shouldRollBackOnlyWhenNoTreatmentIsLeft() {
        // Given
        Comparison worse = proportion("conversion", "b", Direction.INCREASE, 1300, 1000);
        Comparison open = proportion("conversion", "c", Direction.INCREASE, 1000, 1001);

        // When
        Decision one = Decider.STANDARD.decide("a", 0.5, List.of(worse), List.of());
        Decision two = Decider.STANDARD.decide("a", 0.5, List.of(worse, open), List.of());

        // Then
        assertThat(one.verdict()).isEqualTo(Verdict.ROLL_BACK);
        assertThat(two.verdict()).isEqualTo(Verdict.KEEP_RUNNING);
        assertThat(two.winner()).isNull();
        assertThat(two.reasons()).hasSize(2);
    }

    @Test
    void shouldTrustNothingWhereTheSplitIsBroken() {
        // Given
        List<Comparison> primary = List.of(proportion("conversion", "b", Direction.INCREASE, 1000, 1300));

        // When
        Decision decision = Decider.STANDARD.decide("a", 0.0009, primary, List.of());

        // Then
        assertThat(decision.verdict()).isEqualTo(Verdict.INVALID);
        assertThat(decision.confidence()).isNull();
    }

    @Test
    void shouldWaitForUnits() {
        // Given
        Comparison few = new Comparison(
                "conversion", "b", Direction.INCREASE, new Sample.Proportion(99, 1), new Sample.Proportion(99, 98));
        Comparison none = new Comparison(
                "conversion", "b", Direction.INCREASE, new Sample.Values(0, 0, 0), new Sample.Values(0, 0, 0));

        // When
        Decision early = Decider.STANDARD.decide("a", 1, List.of(few), List.of());
        Decision empty = Decider.STANDARD.decide("a", 1, List.of(none), List.of());
        Decision blind = Decider.STANDARD.decide("a", 1, List.of(), List.of());

        // Then
        assertThat(early.verdict()).isEqualTo(Verdict.KEEP_RUNNING);
        assertThat(early.reasons()).singleElement().asString().contains("at least 100 are needed");
        assertThat(early.confidence()).isGreaterThan(99);
        assertThat(empty.verdict()).isEqualTo(Verdict.KEEP_RUNNING);
        assertThat(empty.confidence()).isNull();
        assertThat(blind.reasons()).containsExactly("There is no primary metric to decide by.");
    }

    private static Comparison proportion(
            String metric, String variant, Direction direction, long control, long treatment) {
        return new Comparison(
                metric,
                variant,
                direction,
                new Sample.Proportion(10_000, control),
                new Sample.Proportion(10_000, treatment));
    }
}
