package dev.courtside.gateway.outcome;

import static dev.courtside.gateway.outcome.Exchanges.exchange;
import static dev.courtside.testkit.CourtsideClient.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasItems;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.courtside.gateway.PeersResource;
import dev.courtside.gateway.outcome.ExchangeOutcome.AssignedVariant;
import dev.courtside.gateway.outcome.ExchangeOutcome.Attempt;
import dev.courtside.gateway.outcome.ExchangeOutcome.AttemptOutcome;
import dev.courtside.kit.id.UuidV7;
import dev.courtside.kit.peer.Peer;
import dev.courtside.kit.peer.PeerClient;
import dev.courtside.kit.spool.Spool;
import dev.courtside.kit.spool.SpoolLimits;
import dev.courtside.testkit.HttpPeer;
import dev.courtside.testkit.HttpPeer.Answer;
import dev.courtside.testkit.HttpPeer.Request;
import dev.courtside.testkit.PostgresResource;
import dev.courtside.testkit.TestTokens;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@QuarkusTestResource(value = PostgresResource.class, initArgs = @ResourceArg(name = "service", value = "gateway"))
@QuarkusTestResource(PeersResource.class)
class OutcomeDeliveryTest {
    private static final Duration ARRIVAL = Duration.ofSeconds(5);

    @Inject
    OutcomeRecorder recorder;

    @Inject
    PeerClient peers;

    @Inject
    ObjectMapper json;

    @BeforeEach
    void everybodyAnswers() {
        PeersResource.experiment().answer(request -> Answer.json(200, "{}"));
        PeersResource.anomaly().answer(request -> Answer.json(200, "{}"));
        PeersResource.region().answer(request -> Answer.json(200, "{}"));
    }

    @Test
    void shouldTellEachServiceWhatItNeedsOfAnExchange() {
        // Given
        String unit = "user-" + UUID.randomUUID();
        String route = "route-" + UUID.randomUUID();

        // When
        recorder.record(exchange()
                .unit(unit)
                .route(route)
                .assigned(new AssignedVariant("model-comparison", "gpt4", 1, true))
                .attempts(
                        new Attempt("us-east-1", AttemptOutcome.RESET, 1_000_000),
                        new Attempt("us-west-2", AttemptOutcome.OK, 2_000_000))
                .build());

        // Then
        await().atMost(ARRIVAL).untilAsserted(() -> {
            assertThat(entries(PeersResource.experiment(), "/v1/outcomes", "outcomes"))
                    .filteredOn(e -> e.path("unit").asText().equals(unit))
                    .extracting(e ->
                            e.path("type").asText() + " " + e.path("metric").asText())
                    .containsExactly(
                            "exposure ",
                            "metric response_time_ms",
                            "metric error_rate",
                            "metric cost_usd",
                            "metric tokens");
            assertThat(entries(PeersResource.anomaly(), "/v1/points", "points"))
                    .filteredOn(e -> e.at("/labels/route").asText().equals(route))
                    .extracting(e -> e.path("metric").asText())
                    .contains("gateway.requests.rate", "gateway.errors.share", "gateway.latency.p95");
            assertThat(entries(PeersResource.region(), "/v1/passive-observations", "observations"))
                    .extracting(e -> e.path("region").asText())
                    .contains("us-east-1", "us-west-2");
        });
        Request batch = asked(PeersResource.experiment(), "/v1/outcomes").getFirst();
        assertThat(UUID.fromString(read(batch).path("batchId").asText()).version())
                .isEqualTo(7);
        assertThat(batch.header("authorization")).isEqualTo("Bearer " + TestTokens.OPERATOR);
        assertThat(batch.header("traceparent")).endsWith("-00"); // nobody's request: not to be traced
        JsonNode report =
                read(asked(PeersResource.region(), "/v1/passive-observations").getFirst());
        assertThat(report.path("source").asText()).isNotEmpty();
        assertThat(report.path("observations").get(0).path("window").asText()).startsWith("PT");
    }

    @Test
    void shouldKeepOutcomesUntilTheirServiceIsBack() {
        // Given
        String unit = "user-" + UUID.randomUUID();
        AtomicInteger refusals = new AtomicInteger();
        PeersResource.experiment().answer(request -> {
            refusals.incrementAndGet();
            return Answer.json(503, "{}");
        });
        recorder.record(exchange()
                .unit(unit)
                .assigned(new AssignedVariant("model-comparison", "gpt4", 1, true))
                .build());
        await().atMost(ARRIVAL).until(() -> refusals.get() > 1);
        as(TestTokens.VIEWER).get("/v1/status").then().body("spools.queue", hasItems("outcomes", "points"));

        // When
        List<Request> taken = new ArrayList<>();
        PeersResource.experiment().answer(request -> {
            taken.add(request);
            return Answer.json(200, "{}");
        });

        // Then
        await().atMost(Duration.ofSeconds(15))
                .until(() -> taken.stream().anyMatch(request -> request.body().contains(unit)));
        assertThat(taken.stream().filter(request -> request.body().contains(unit)))
                .hasSize(1);
    }

    @Test
    void shouldSendEachBatchOnceInOrderOverARestart(@TempDir Path dir) throws Exception {
        // Given: nobody listens, and the process ends with three batches on disk
        PeersResource.experiment().answer(request -> Answer.json(503, "{}"));
        SpoolLine<String> before = line(dir);
        before.start();
        for (String entry : List.of("one", "two", "three")) {
            before.writer().add(entry, System.nanoTime());
            before.writer().flush();
        }
        before.stop(Duration.ofMillis(300));
        List<Request> taken = new ArrayList<>();
        PeersResource.experiment().answer(request -> {
            if (request.path().equals("/restarted")) {
                taken.add(request);
            }
            return Answer.json(200, "{}");
        });

        // When
        SpoolLine<String> after = line(dir);
        after.start();
        after.writer().add("four", System.nanoTime());
        after.writer().flush();
        await().atMost(ARRIVAL).until(() -> taken.size() >= 4);
        after.stop(ARRIVAL);

        // Then
        assertThat(taken)
                .extracting(request -> read(request).path("entries").get(0).asText())
                .containsExactly("one", "two", "three", "four");
        assertThat(taken)
                .extracting(request -> read(request).path("batchId").asText())
                .doesNotHaveDuplicates();
        assertThat(spool(dir).entries()).isZero();
    }

    @Test
    void shouldSendTheSameBatchAgainWhenItsAnswerWasLost(@TempDir Path dir) throws Exception {
        // Given
        List<String> bodies = new ArrayList<>();
        PeersResource.experiment().answer(request -> {
            if (request.path().equals("/restarted")) {
                bodies.add(request.body());
            }
            return Answer.json(bodies.size() == 1 ? 500 : 200, "{}");
        });
        SpoolLine<String> line = line(dir);
        line.start();

        // When
        line.writer().add("one", System.nanoTime());
        line.writer().flush();
        await().atMost(ARRIVAL).until(() -> bodies.size() == 2);
        line.stop(ARRIVAL);

        // Then: the receiver knows it by its id
        assertThat(bodies.get(1)).isEqualTo(bodies.get(0));
    }

    @Test
    void shouldNotLetARefusedBatchHoldUpTheNext(@TempDir Path dir) throws Exception {
        // Given
        List<String> taken = new ArrayList<>();
        PeersResource.experiment().answer(request -> {
            if (request.body().contains("poison")) {
                return Answer.json(422, "{}");
            }
            taken.add(request.body());
            return Answer.json(200, "{}");
        });
        Spool spool = spool(dir);
        SpoolLine<String> line = line(spool);
        line.start();

        // When
        for (String entry : List.of("poison", "good")) {
            line.writer().add(entry, System.nanoTime());
            line.writer().flush();
        }
        await().atMost(ARRIVAL).until(() -> taken.stream().anyMatch(body -> body.contains("good")));
        line.stop(ARRIVAL);

        // Then
        assertThat(spool.dropped()).isEqualTo(1);
        assertThat(spool.entries()).isZero();
    }

    private SpoolLine<String> line(Path dir) {
        return line(spool(dir));
    }

    private SpoolLine<String> line(Spool spool) {
        return new SpoolLine<>(
                spool,
                new SpoolSender(spool, peers, new SpoolSender.Destination(Peer.EXPERIMENT, "/restarted")),
                new SpoolWriter.Format(json, "entries", 500, UuidV7::next),
                Duration.ofMillis(200));
    }

    private static Spool spool(Path dir) {
        return new Spool(dir, "test", new SpoolLimits(100, 1_000_000), new SimpleMeterRegistry());
    }

    private static List<Request> asked(HttpPeer peer, String path) {
        return peer.requests().stream()
                .filter(request -> request.path().equals(path))
                .toList();
    }

    private List<JsonNode> entries(HttpPeer peer, String path, String field) {
        return asked(peer, path).stream()
                .flatMap(request ->
                        StreamSupport.stream(read(request).path(field).spliterator(), false))
                .toList();
    }

    private JsonNode read(Request request) {
        try {
            return json.readTree(request.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
