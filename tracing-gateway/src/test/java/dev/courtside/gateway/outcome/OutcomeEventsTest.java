package dev.courtside.gateway.outcome;

import static dev.courtside.gateway.outcome.Exchanges.exchange;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.courtside.gateway.outcome.ExchangeOutcome.AssignedVariant;
import dev.courtside.gateway.outcome.ExchangeOutcome.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OutcomeEventsTest {
    private static final AssignedVariant GPT4 = new AssignedVariant("model-comparison", "gpt4", 2, true);

    private final OutcomeEvents events = new OutcomeEvents(1_000, Duration.ofHours(1), UUID::randomUUID);

    @Test
    void shouldGiveAnExposureAndTheFourMetrics() {
        // When
        List<OutcomeEvent> made = of(exchange().assigned(GPT4).build());

        // Then
        assertThat(made)
                .extracting(OutcomeEvent::type, OutcomeEvent::metric, OutcomeEvent::value)
                .containsExactly(
                        tuple("exposure", null, null),
                        tuple("metric", "response_time_ms", 100.0),
                        tuple("metric", "error_rate", 0.0),
                        tuple("metric", "cost_usd", 0.25),
                        tuple("metric", "tokens", 30.0));
        assertThat(made).allSatisfy(e -> {
            assertThat(e.experiment()).isEqualTo("model-comparison");
            assertThat(e.variant()).isEqualTo("gpt4");
            assertThat(e.phase()).isEqualTo(2);
            assertThat(e.unit()).isEqualTo("user-1");
            assertThat(e.at()).isEqualTo(Exchanges.START.plusMillis(100));
        });
    }

    @Test
    void shouldExposeAUnitOncePerVariantAndPhase() {
        // Given
        of(exchange().assigned(GPT4).build());

        // When
        List<OutcomeEvent> again = of(exchange().assigned(GPT4).build());
        List<OutcomeEvent> otherUnit =
                of(exchange().unit("user-2").assigned(GPT4).build());
        List<OutcomeEvent> nextPhase = of(exchange()
                .assigned(new AssignedVariant("model-comparison", "gpt4", 3, true))
                .build());

        // Then
        assertThat(again).extracting(OutcomeEvent::type).containsOnly("metric");
        assertThat(otherUnit).extracting(OutcomeEvent::type).contains("exposure");
        assertThat(nextPhase).extracting(OutcomeEvent::type).contains("exposure");
    }

    @Test
    void shouldCountAFailureAsErrorWithoutALatency() {
        // When
        List<OutcomeEvent> made =
                of(exchange().assigned(GPT4).outcome(Outcome.TIMEOUT).unpriced().build());

        // Then
        assertThat(made)
                .filteredOn(e -> e.type().equals("metric"))
                .extracting(OutcomeEvent::metric, OutcomeEvent::value)
                .containsExactly(tuple("error_rate", 1.0));
    }

    @Test
    void shouldLeaveOutWhatIsNotEnrolledOrWasCancelled() {
        // When
        List<OutcomeEvent> notEnrolled = of(exchange()
                .assigned(new AssignedVariant("model-comparison", "control", 2, false))
                .build());
        List<OutcomeEvent> cancelled =
                of(exchange().assigned(GPT4).outcome(Outcome.CANCELLED).build());
        List<OutcomeEvent> noExperiment = of(exchange().build());

        // Then
        assertThat(notEnrolled).isEmpty();
        assertThat(cancelled).extracting(OutcomeEvent::type).containsExactly("exposure");
        assertThat(noExperiment).isEmpty();
    }

    private List<OutcomeEvent> of(ExchangeOutcome exchange) {
        List<OutcomeEvent> made = new ArrayList<>();
        events.of(exchange, made::add);
        return made;
    }
}
