package dev.courtside.gateway.telemetry;

import static dev.courtside.testkit.CourtsideClient.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.courtside.gateway.DataPathResource;
import dev.courtside.gateway.TestingUpstream;
import dev.courtside.gateway.snapshot.TestingTables;
import dev.courtside.testkit.HttpPeer.Answer;
import dev.courtside.testkit.SpanCollector;
import dev.courtside.testkit.TestTokens;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What one exchange leaves behind: its trace, its metrics, its outcome. */
@QuarkusTest
@QuarkusTestResource(value = DataPathResource.class, restrictToAnnotatedClass = true)
class TelemetryTest {
    private static final String PARENT = "b7ad6b7169203331";
    private static final String REQUEST =
            "{\"model\":\"gpt-4\",\"max_tokens\":50,\"temperature\":0.5,\"messages\":[{\"role\":\"user\",\"content\":\"a secret\"}]}";
    private static final String ANSWER = """
            {"id":"chatcmpl-1","model":"gpt-4-0613","choices":[{"index":0,"message":{"content":"x"},"finish_reason":"stop"}],
             "usage":{"prompt_tokens":1000,"completion_tokens":100,"prompt_tokens_details":{"cached_tokens":400},
                      "completion_tokens_details":{"reasoning_tokens":30}}}""";
    private static final String EXPERIMENT = """
            [{"key":"measured","status":"running","unit":"user","seed":"s","phase":2,
              "variants":[{"name":"control","weight":100,"config":{}}],
              "control":"control","stickiness":"hash","routes":["chat"],"targeting":{},"buckets":"0*10000"}]""";

    @Inject
    TestingTables tables;

    @Inject
    SpanCollector spans;

    @Inject
    MeterRegistry registry;

    @TestHTTPResource(value = "/metrics", management = true)
    @SuppressWarnings("NullAway.Init") // set by the test extension
    URI metrics;

    @Test
    void shouldLeaveOneServerAndOneClientSpan() {
        try (TestingUpstream upstream = TestingUpstream.answering(200, "application/json", ANSWER)) {
            // Given
            tables.serve(upstream.uri());
            tables.experiments(EXPERIMENT);
            String traceId = UUID.randomUUID().toString().replace("-", "");

            // When
            as(TestTokens.INGEST)
                    .header("traceparent", "00-" + traceId + "-" + PARENT + "-01")
                    .header("Courtside-User", "user_1")
                    .body(REQUEST)
                    .post("/v1/chat/completions")
                    .then()
                    .statusCode(200)
                    .header("Courtside-Trace-Id", traceId);

            // Then
            List<SpanData> tree = spans.await(traceId, found -> found.size() >= 2);
            assertThat(tree).hasSize(2);
            SpanData server = only(tree, SpanKind.SERVER);
            SpanData client = only(tree, SpanKind.CLIENT);
            assertThat(server.getName()).isEqualTo("POST /v1/chat/completions");
            assertThat(server.getParentSpanId()).isEqualTo(PARENT);
            assertThat(text(server, "courtside.route")).isEqualTo("chat");
            assertThat(text(server, "courtside.region")).isEqualTo("region-1");
            assertThat(text(server, "courtside.experiment")).isEqualTo("measured");
            assertThat(text(server, "courtside.variant")).isEqualTo("control");
            assertThat(client.getName()).isEqualTo("chat gpt-4");
            assertThat(client.getParentSpanId()).isEqualTo(server.getSpanId());
            assertThat(text(client, "gen_ai.operation.name")).isEqualTo("chat");
            assertThat(text(client, "gen_ai.provider.name")).isEqualTo("openai");
            assertThat(text(client, "gen_ai.request.model")).isEqualTo("gpt-4");
            assertThat(text(client, "gen_ai.response.model")).isEqualTo("gpt-4-0613");
            assertThat(text(client, "gen_ai.response.id")).isEqualTo("chatcmpl-1");
            assertThat(client.getAttributes().get(AttributeKey.stringArrayKey("gen_ai.response.finish_reasons")))
                    .containsExactly("stop");
            assertThat(number(client, "gen_ai.request.max_tokens")).isEqualTo(50);
            assertThat(number(client, "gen_ai.usage.input_tokens")).isEqualTo(1000);
            assertThat(number(client, "gen_ai.usage.output_tokens")).isEqualTo(100);
            assertThat(number(client, "gen_ai.usage.cache_read.input_tokens")).isEqualTo(400);
            assertThat(number(client, "gen_ai.usage.reasoning.output_tokens")).isEqualTo(30);
            assertThat(client.getAttributes().get(AttributeKey.doubleKey("courtside.cost_usd")))
                    .isCloseTo(0.0035, within(1e-9));
            assertThat(upstream.request().header("traceparent"))
                    .isEqualTo("00-" + traceId + "-" + client.getSpanId() + "-01");
            assertThat(tree.toString()).doesNotContain("a secret").doesNotContain(TestTokens.INGEST);
        }
    }

    @Test
    void shouldLeaveOneClientSpanAnAttempt() {
        try (TestingUpstream upstream = TestingUpstream.answering(200, "application/json", ANSWER)) {
            // Given
            tables.serve(TestingUpstream.refusing(), upstream.uri());

            // When
            String traceId = as(TestTokens.INGEST)
                    .body(REQUEST)
                    .post("/v1/chat/completions")
                    .header("Courtside-Trace-Id");

            // Then
            List<SpanData> tree = spans.await(traceId, found -> found.size() == 3);
            assertThat(tree)
                    .filteredOn(span -> span.getKind() == SpanKind.CLIENT)
                    .extracting(span -> text(span, "courtside.region"))
                    .containsExactlyInAnyOrder("region-1", "region-2");
            assertThat(tree)
                    .filteredOn(span -> text(span, "courtside.region").equals("region-1"))
                    .singleElement()
                    .satisfies(
                            span -> assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR));
            assertThat(only(tree, SpanKind.SERVER).getStatus().getStatusCode()).isNotEqualTo(StatusCode.ERROR);
        }
    }

    @Test
    void shouldMeterTokensCostAndTime() {
        try (TestingUpstream upstream = TestingUpstream.answering(200, "application/json", ANSWER)) {
            // Given
            tables.serve(upstream.uri());
            double before = cost();

            // When
            as(TestTokens.INGEST)
                    .header("Courtside-Query-Type", "comparison")
                    .body(REQUEST)
                    .post("/v1/chat/completions")
                    .then()
                    .statusCode(200);

            // Then
            await().untilAsserted(() -> assertThat(cost() - before).isCloseTo(0.0035, within(1e-9)));
            String page = RestAssured.get(metrics).asString();
            assertThat(page)
                    .contains("gen_ai_client_token_usage")
                    .contains("gen_ai_client_operation_duration_seconds_bucket")
                    .contains("courtside_request_duration_seconds_bucket")
                    .contains("courtside_upstream_attempts_total")
                    .contains("courtside_overhead_seconds")
                    .containsPattern("courtside_requests_total\\{[^}]*model=\"gpt-4\"[^}]*query_type=\"comparison\"");
        }
    }

    @Test
    void shouldNotLetClientsMakeUpLabelsOrSpanNames() {
        try (TestingUpstream upstream = TestingUpstream.answering(200, "application/json", ANSWER)) {
            // Given
            tables.serve(upstream.uri());
            as(TestTokens.INGEST).body(REQUEST.replace("gpt-4", "warm-up")).post("/v1/chat/completions");
            await().until(() ->
                    !registry.find("courtside.unpriced.requests").counters().isEmpty());
            int series = registry.getMeters().size();

            // When
            String traceId = "";
            for (int i = 0; i < 50; i++) {
                traceId = as(TestTokens.INGEST)
                        .body(REQUEST.replace("gpt-4", "made-up-" + i))
                        .post("/v1/chat/completions")
                        .header("Courtside-Trace-Id");
            }

            // Then
            SpanData client = only(spans.await(traceId, found -> found.size() == 2), SpanKind.CLIENT);
            assertThat(client.getName()).isEqualTo("chat");
            assertThat(text(client, "gen_ai.request.model")).isEqualTo("made-up-49");
            assertThat(registry.getMeters().size() - series).isLessThan(20);
            assertThat(registry.find("courtside.unpriced.requests")
                            .tag("model", "other")
                            .counter())
                    .isNotNull();
        }
    }

    @Test
    void shouldTellExperimentServiceOfTheOutcome() {
        try (TestingUpstream upstream = TestingUpstream.answering(200, "application/json", ANSWER)) {
            // Given
            tables.serve(upstream.uri());
            tables.experiments(EXPERIMENT);
            String unit = "outcome-" + UUID.randomUUID();
            DataPathResource.experiment()
                    .answer(request -> request.path().equals("/v1/outcomes")
                            ? Answer.json(200, "{\"accepted\":1,\"duplicates\":0,\"rejected\":[]}")
                            : Answer.json(404, "{}"));

            // When
            as(TestTokens.INGEST)
                    .header("Courtside-User", unit)
                    .body(REQUEST)
                    .post("/v1/chat/completions")
                    .then()
                    .statusCode(200);

            // Then
            await().until(() -> DataPathResource.experiment().requests().stream()
                    .anyMatch(r -> r.path().equals("/v1/outcomes")
                            && r.body().contains(unit)
                            && r.body().contains("response_time_ms")
                            && r.body().contains("cost_usd")));
        }
    }

    private double cost() {
        return registry.find("courtside.cost.usd").counters().stream()
                .mapToDouble(c -> c.count())
                .sum();
    }

    private static SpanData only(List<SpanData> tree, SpanKind kind) {
        assertThat(tree).filteredOn(span -> span.getKind() == kind).hasSize(1);
        return tree.stream().filter(span -> span.getKind() == kind).findFirst().orElseThrow();
    }

    private static String text(SpanData span, String attribute) {
        return String.valueOf(span.getAttributes().get(AttributeKey.stringKey(attribute)));
    }

    private static long number(SpanData span, String attribute) {
        Long value = span.getAttributes().get(AttributeKey.longKey(attribute));
        return value == null ? -1 : value;
    }
}
