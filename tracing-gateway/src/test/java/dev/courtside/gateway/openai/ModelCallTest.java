package dev.courtside.gateway.openai;

import static dev.courtside.testkit.CourtsideClient.anonymous;
import static dev.courtside.testkit.CourtsideClient.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.comparesEqualTo;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import dev.courtside.gateway.DataPathResource;
import dev.courtside.gateway.TestingUpstream;
import dev.courtside.gateway.snapshot.TestingTables;
import dev.courtside.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/** Model calls whose answer is one JSON document, and what is refused before an upstream sees it. */
@QuarkusTest
@QuarkusTestResource(value = DataPathResource.class, restrictToAnnotatedClass = true)
class ModelCallTest {
    private static final String REQUEST =
            "{ \"model\" : \"gpt-4\",\"messages\":[{\"role\":\"user\",\"content\":\"Wie hieß er? 🏀\"}],\"temperature\":0.70}";

    private static final String ANSWER = """
            {"id":"chatcmpl-1","object":"chat.completion","model":"gpt-4-0613","choices":[{"index":0,"message":{"role":"assistant",
            "content":"Wilt."},"finish_reason":"stop"}],"usage":{"prompt_tokens":1000,"completion_tokens":100,"total_tokens":1100}}""";

    @Inject
    TestingTables tables;

    @Test
    void shouldPassRequestAndAnswerByteForByte() {
        try (TestingUpstream upstream = TestingUpstream.answering(200, "application/json", ANSWER)) {
            // Given
            tables.serve(upstream.uri());

            // When
            var answer = as(TestTokens.INGEST)
                    .header("X-Custom", "kept")
                    .urlEncodingEnabled(false)
                    .body(REQUEST)
                    .post("/v1/chat/completions?a=b%20c");

            // Then
            answer.then()
                    .statusCode(200)
                    .contentType("application/json")
                    .header("Courtside-Region", "region-1")
                    .header("Courtside-Attempts", "1")
                    .header("Courtside-Cache", "bypass")
                    .header("Courtside-Cost-USD", BigDecimal::new, comparesEqualTo(new BigDecimal("0.0035")))
                    .header("Courtside-Trace-Id", matchesPattern("[0-9a-f]{32}"));
            assertThat(answer.asString()).isEqualTo(ANSWER);
            assertThat(upstream.request().text()).isEqualTo(REQUEST);
            assertThat(upstream.request().uri()).isEqualTo("/v1/chat/completions?a=b%20c");
            assertThat(upstream.request().header("X-Custom")).isEqualTo("kept");
        }
    }

    @Test
    void shouldReplaceTheClientsKeyByTheUpstreams() {
        try (TestingUpstream upstream = TestingUpstream.answering(200, "application/json", ANSWER)) {
            // Given
            tables.serve(upstream.uri());

            // When
            anonymous()
                    .header("x-api-key", TestTokens.INGEST)
                    .header("Courtside-User", "user_123")
                    .header("Connection", "keep-alive, X-Hop")
                    .header("X-Hop", "one connection only")
                    .header("Accept-Encoding", "gzip")
                    .body(REQUEST)
                    .post("/v1/chat/completions")
                    .then()
                    .statusCode(200);

            // Then
            var seen = upstream.request();
            assertThat(seen.header("Authorization")).isEqualTo("Bearer " + DataPathResource.UPSTREAM_KEY);
            assertThat(seen.header("x-api-key")).isNull();
            assertThat(seen.header("Courtside-User")).isNull();
            assertThat(seen.header("X-Hop")).isNull();
            assertThat(seen.header("Accept-Encoding")).isEqualTo("identity");
        }
    }

    @Test
    void shouldSpeakToAnthropicAsItsClientsDo() {
        String answer = """
                {"id":"msg_1","type":"message","model":"claude","stop_reason":"end_turn",
                 "usage":{"input_tokens":10,"cache_read_input_tokens":990,"output_tokens":100}}""";
        try (TestingUpstream upstream = TestingUpstream.answering(200, "application/json", answer)) {
            // Given
            tables.serve(upstream.uri());

            // When
            var response = anonymous()
                    .header("x-api-key", TestTokens.INGEST)
                    .header("anthropic-version", "2023-06-01")
                    .body("{\"model\":\"claude\",\"max_tokens\":100,\"messages\":[]}")
                    .post("/v1/messages");

            // Then
            response.then()
                    .statusCode(200)
                    .header("Courtside-Cost-USD", BigDecimal::new, comparesEqualTo(new BigDecimal("0.0035")));
            assertThat(upstream.request().header("x-api-key")).isEqualTo(DataPathResource.UPSTREAM_KEY);
            assertThat(upstream.request().header("Authorization")).isNull();
            assertThat(upstream.request().header("anthropic-version")).isEqualTo("2023-06-01");
        }
    }

    @Test
    void shouldPassUpstreamErrorsOnAsTheyAre() {
        String error = "{\"error\":{\"message\":\"slow down\",\"type\":\"rate_limit_error\"}}";
        try (TestingUpstream upstream = TestingUpstream.answering(429, "application/json", error)) {
            // Given
            tables.serve(upstream.uri());

            // When
            var answer = as(TestTokens.INGEST).body(REQUEST).post("/v1/chat/completions");

            // Then
            answer.then().statusCode(429).header("Courtside-Attempts", "1");
            assertThat(answer.asString()).isEqualTo(error);
        }
    }

    @Test
    void shouldListModelsWithoutABody() {
        try (TestingUpstream upstream = TestingUpstream.answering(200, "application/json", "{\"data\":[]}")) {
            // Given
            tables.serve(upstream.uri());

            // When
            as(TestTokens.INGEST).get("/v1/models/gpt-4").then().statusCode(200).body("data.size()", equalTo(0));

            // Then
            assertThat(upstream.request().uri()).isEqualTo("/v1/models/gpt-4");
        }
    }

    @Test
    void shouldRefuseWhoHasNoToken() {
        // Given
        tables.serve(TestingUpstream.refusing());

        // When
        var none = anonymous().body(REQUEST).post("/v1/chat/completions");
        var wrong = as("cs_" + "x".repeat(43)).body(REQUEST).post("/v1/chat/completions");
        var viewer = as(TestTokens.VIEWER).body(REQUEST).post("/v1/chat/completions");

        // Then
        none.then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", containsString("Bearer"))
                .body("traceId", matchesPattern("[0-9a-f]{32}"));
        wrong.then().statusCode(401);
        viewer.then().statusCode(403).contentType("application/problem+json");
    }

    @Test
    void shouldRefuseWhatIsNoModelRequest() {
        // Given
        tables.serve(TestingUpstream.refusing());

        // When
        var broken = as(TestTokens.INGEST).body("{\"model\": oops}").post("/v1/chat/completions");
        var array = as(TestTokens.INGEST).body("[]").post("/v1/chat/completions");
        var wrongType = as(TestTokens.INGEST).body("{\"model\":7}").post("/v1/chat/completions");
        var method = as(TestTokens.INGEST).get("/v1/chat/completions");

        // Then
        broken.then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("https://courtside.dev/problems/invalid-json"));
        array.then().statusCode(400);
        wrongType.then().statusCode(400).body("field", equalTo("model"));
        method.then().statusCode(405).header("Allow", "POST");
    }

    @Test
    void shouldRefuseABodyOverTheLimitAndNameIt() {
        // Given
        tables.serve(TestingUpstream.refusing());
        String body = "{\"model\":\"gpt-4\",\"input\":\"" + "a".repeat(4 * 1024 * 1024) + "\"}";

        // When
        var answer = as(TestTokens.INGEST).body(body).post("/v1/embeddings");

        // Then
        answer.then().statusCode(413).body("limit", equalTo(4 * 1024 * 1024));
    }

    @Test
    void shouldRefuseWhereNoRouteLeads() {
        // Given
        tables.serve(TestingUpstream.refusing());

        // When
        var named = as(TestTokens.INGEST)
                .header("Courtside-Route", "nowhere")
                .body(REQUEST)
                .post("/v1/chat/completions");
        var server = as(TestTokens.INGEST).body("{}").post("/mcp/nowhere");
        var other = as(TestTokens.INGEST).get("/nowhere/at/all");

        // Then
        named.then().statusCode(404).contentType("application/problem+json");
        server.then().statusCode(404).contentType("application/problem+json");
        other.then().statusCode(404);
    }
}
