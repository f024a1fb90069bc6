package dev.courtside.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.client.OpenAIClient;
import dev.courtside.e2e.house.Api;
import dev.courtside.e2e.house.Clients;
import dev.courtside.e2e.house.Courtside;
import dev.courtside.e2e.house.CourtsideSuite;
import dev.courtside.e2e.house.Reply;
import dev.courtside.e2e.house.Span;
import dev.courtside.e2e.house.TraceContext;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a request leaves behind: an outcome in the experiment, a latency in the detectors, the control services' spans. */
@ExtendWith(CourtsideSuite.class)
class ClosedLoopIT {
    private static final Duration WITHIN = Duration.ofSeconds(5);

    @Test
    void shouldCountTheOutcomeAndTeachTheLatencyWithinFiveSeconds(Courtside courtside) {
        // Given
        String experiment = Experiments.start(courtside, "hash");
        OpenAIClient client = Clients.openai(courtside);

        // When
        int requests = 5;
        for (int i = 0; i < requests; i++) {
            client.chat()
                    .completions()
                    .create(Experiments.question(experiment, "unit-" + i, TraceContext.fresh())
                            .build());
        }

        // Then
        await("outcomes counted")
                .atMost(WITHIN)
                .untilAsserted(() -> assertThat(Experiments.countedUnits(courtside, experiment))
                        .isEqualTo(requests));
        await("latency learnt").atMost(WITHIN).untilAsserted(() -> {
            JsonNode series = courtside
                    .api("anomaly")
                    .get("/v1/series?metric=gateway.latency.p95&label=route=" + experiment)
                    .expectSuccess()
                    .json()
                    .path("items");
            assertThat(series).isNotEmpty();
            assertThat(series)
                    .anySatisfy(
                            one -> assertThat(one.path("lastValue").asDouble()).isPositive());
        });
    }

    @Test
    void shouldShowTheAssignmentOfAPersistedExperimentInTheTrace(Courtside courtside) {
        // Given
        String experiment = Experiments.start(courtside, "persisted");
        TraceContext caller = TraceContext.fresh();

        // When
        Reply response = Reply.to(
                Clients.openai(courtside),
                Experiments.question(experiment, "persisted-" + UUID.randomUUID(), caller)
                        .build());

        // Then
        assertThat(response.header("Courtside-Variant")).contains(experiment + "=");
        List<Span> spans = courtside
                .traces()
                .await(
                        caller.traceId(),
                        found -> Chain.isComplete(found)
                                && !Span.of(found, "experiment-service", "server")
                                        .isEmpty());
        Span assignment = Span.of(spans, "experiment-service", "server").getFirst();
        assertThat(spans).extracting(Span::id).contains(assignment.parent());
        Chain.of(spans, caller);
    }

    @Test
    void shouldFindASpikeAmongPointsAndListIt(Courtside courtside) {
        // Given
        Api anomaly = courtside.api("anomaly");
        String metric = "e2e.spike." + UUID.randomUUID();
        long now = System.currentTimeMillis() / 1000;
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            points.append("{\"metric\":\"%s\",\"at\":\"%s\",\"value\":%d},"
                    .formatted(metric, java.time.Instant.ofEpochSecond(now - 61 + i), 100 + i % 7));
        }
        points.append("{\"metric\":\"%s\",\"at\":\"%s\",\"value\":900}"
                .formatted(metric, java.time.Instant.ofEpochSecond(now)));

        // When
        JsonNode answer = anomaly.post(
                        "/v1/points", "{\"batchId\":\"%s\",\"points\":[%s]}".formatted(UUID.randomUUID(), points))
                .expectSuccess()
                .json();

        // Then
        assertThat(answer.path("accepted").asInt()).isEqualTo(61);
        await("anomaly kept").atMost(WITHIN).untilAsserted(() -> {
            JsonNode found = anomaly.get("/v1/anomalies?severity=critical&metric=" + metric)
                    .expectSuccess()
                    .json()
                    .path("items");
            assertThat(found).hasSize(1);
            assertThat(found.get(0).path("value").asDouble()).isEqualTo(900);
        });
    }
}
