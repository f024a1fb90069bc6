package dev.courtside.gateway.outcome;

import static dev.courtside.gateway.outcome.Exchanges.exchange;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.courtside.gateway.outcome.ExchangeOutcome.AssignedVariant;
import dev.courtside.gateway.outcome.ExchangeOutcome.Attempt;
import dev.courtside.gateway.outcome.ExchangeOutcome.AttemptOutcome;
import dev.courtside.gateway.outcome.ExchangeOutcome.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TrafficAggregatesTest {
    private static final Instant SECOND = Exchanges.START;

    @Test
    void shouldSumRatesAndShareOfOneSecond() {
        // Given
        TrafficAggregates aggregates = new TrafficAggregates(10, 3);
        for (int i = 0; i < 8; i++) {
            aggregates.add(exchange().build(), m -> true);
        }
        aggregates.add(exchange().outcome(Outcome.ERROR).unpriced().build(), m -> true);
        aggregates.add(exchange().outcome(Outcome.REJECTED).unpriced().build(), m -> true);

        // When
        Map<String, Double> points = values(aggregates.close(SECOND, 2.0));

        // Then
        assertThat(points)
                .containsEntry("gateway.requests.rate", 5.0)
                .containsEntry("gateway.errors.share", 0.1)
                .containsEntry("gateway.tokens.rate", 120.0)
                .containsEntry("gateway.cost.rate", 1.0);
    }

    @Test
    void shouldGiveQuantilesInSecondsWithTheSlowestTrace() {
        // Given
        TrafficAggregates aggregates = new TrafficAggregates(10, 3);
        for (int millis = 1; millis <= 100; millis++) {
            aggregates.add(
                    exchange()
                            .took(Duration.ofMillis(millis), "trace-" + millis)
                            .build(),
                    m -> true);
        }

        // When
        List<Point> points = aggregates.close(SECOND, 1.0);

        // Then
        assertThat(values(points).get("gateway.latency.p50")).isCloseTo(0.050, within(0.001));
        assertThat(values(points).get("gateway.latency.p95")).isCloseTo(0.095, within(0.001));
        assertThat(values(points).get("gateway.latency.p99")).isCloseTo(0.099, within(0.001));
        assertThat(points)
                .filteredOn(p -> p.metric().startsWith("gateway.latency"))
                .extracting(Point::traceId)
                .containsOnly("trace-100");
        assertThat(points).extracting(Point::at).containsOnly(SECOND);
    }

    @Test
    void shouldTellSeriesApartByRouteModelVariantAndRegion() {
        // Given
        TrafficAggregates aggregates = new TrafficAggregates(10, 3);
        aggregates.add(
                exchange()
                        .assigned(new AssignedVariant("model-comparison", "gpt4", 1, true))
                        .build(),
                m -> true);
        aggregates.add(exchange().model("made-up").build(), m -> false);

        // When
        List<Point> points = aggregates.close(SECOND, 1.0);

        // Then
        assertThat(points)
                .extracting(Point::labels)
                .contains(
                        Map.of(
                                "route", "chat",
                                "model", "gpt-4",
                                "variant", "model-comparison=gpt4",
                                "region", "us-east-1"),
                        Map.of("route", "chat", "model", "other", "region", "us-east-1"));
    }

    @Test
    void shouldKeepTheNumberOfSeriesBounded() {
        // Given
        TrafficAggregates aggregates = new TrafficAggregates(5, 3);

        // When
        for (int i = 0; i < 1_000; i++) {
            aggregates.add(exchange().route("route-" + i).build(), m -> true);
        }
        List<Point> points = aggregates.close(SECOND, 1.0);

        // Then
        assertThat(aggregates.series()).isEqualTo(6);
        assertThat(points)
                .filteredOn(p ->
                        p.metric().equals("gateway.requests.rate") && p.labels().equals(Map.of("route", "other")))
                .singleElement()
                .extracting(Point::value)
                .isEqualTo(995.0);
    }

    @Test
    void shouldSayZeroWhileASeriesIsIdleAndThenForgetIt() {
        // Given
        TrafficAggregates aggregates = new TrafficAggregates(5, 2);
        aggregates.add(exchange().build(), m -> true);
        aggregates.close(SECOND, 1.0);

        // When
        List<Point> idle = aggregates.close(SECOND.plusSeconds(1), 1.0);
        List<Point> last = aggregates.close(SECOND.plusSeconds(2), 1.0);
        List<Point> gone = aggregates.close(SECOND.plusSeconds(3), 1.0);

        // Then
        assertThat(values(idle)).containsExactlyEntriesOf(Map.of("gateway.requests.rate", 0.0));
        assertThat(last).hasSize(1);
        assertThat(gone).isEmpty();
    }

    @Test
    void shouldCountEveryAttemptForItsRegion() {
        // Given
        RegionWatch watch = new RegionWatch();
        watch.add(exchange()
                .attempts(
                        new Attempt("us-east-1", AttemptOutcome.RESET, 1_000),
                        new Attempt("us-west-2", AttemptOutcome.FAILURE, 5_000_000),
                        new Attempt("eu-west-1", AttemptOutcome.OK, 200_000_000))
                .build());
        watch.add(exchange()
                .attempts(new Attempt("us-east-1", AttemptOutcome.TIMEOUT, 1_000_000_000))
                .build());

        // When
        Map<String, RegionObservation> seen = watch.close(Duration.ofSeconds(1)).stream()
                .collect(Collectors.toMap(RegionObservation::region, o -> o));

        // Then
        assertThat(seen.get("us-east-1"))
                .isEqualTo(new RegionObservation("nba-demo", "us-east-1", Duration.ofSeconds(1), 2, 0, 1, 1, null));
        assertThat(seen.get("us-west-2"))
                .extracting(RegionObservation::failures)
                .isEqualTo(1L);
        assertThat(seen.get("eu-west-1"))
                .extracting(RegionObservation::p99Seconds)
                .satisfies(p99 -> assertThat(p99).isCloseTo(0.2, within(0.002)));
        assertThat(watch.close(Duration.ofSeconds(1))).isEmpty();
    }

    private static Map<String, Double> values(List<Point> points) {
        return points.stream().collect(Collectors.toMap(Point::metric, Point::value));
    }
}
