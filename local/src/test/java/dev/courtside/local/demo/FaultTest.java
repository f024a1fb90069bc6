package dev.courtside.local.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** All faults but {@code kill}, which would end this JVM. */
@QuarkusTest
@QuarkusTestResource(TraceStoreResource.class)
class FaultTest {
    private static final List<String> PATHS = List.of("/health", "/stats/teams", "/v1/models", "/mcp");

    @AfterEach
    void mend() throws Exception {
        Region.fault("{\"mode\":\"none\"}");
    }

    @Test
    void shouldFailEveryProtocolAlikeButStillListenToItsAdministrator() throws Exception {
        // When
        Region.fault("{\"mode\":\"error\"}");

        // Then
        for (String path : PATHS) {
            Region.Answer answer = Region.get(path);
            assertThat(answer.status()).as(path).isEqualTo(503);
            assertThat(answer.json().at("/error/type").asText()).isEqualTo("server_error");
        }
        assertThat(Region.get("/admin/fault").json().path("hits").asInt()).isEqualTo(PATHS.size());
    }

    @Test
    void shouldFailTheGivenShareOfCalls() throws Exception {
        // Given
        Region.fault("{\"mode\":\"error\",\"rate\":0.5}");

        // When
        int failed = 0;
        for (int call = 0; call < 10; call++) {
            failed += Region.get("/stats/teams").status() == 503 ? 1 : 0;
        }

        // Then
        assertThat(failed).isEqualTo(5);
    }

    @Test
    void shouldDropConnections() throws Exception {
        // When
        Region.fault("{\"mode\":\"drop\"}");

        // Then
        for (String path : PATHS) {
            assertThatThrownBy(() -> Region.get(path)).as(path).isInstanceOf(IOException.class);
        }
    }

    @Test
    void shouldHangWithoutAnAnswer() throws Exception {
        // Given
        Region.fault("{\"mode\":\"hang\"}");
        int port = ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class);
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health"))
                .timeout(Duration.ofMillis(300))
                .build();

        // Then
        try (HttpClient impatient = HttpClient.newHttpClient()) {
            assertThatThrownBy(() -> impatient.send(request, HttpResponse.BodyHandlers.ofString()))
                    .isInstanceOf(HttpTimeoutException.class);
            impatient.shutdownNow();
        }
    }

    @Test
    void shouldAnswerLaterWithTheBodyIntact() throws Exception {
        // Given
        Region.fault("{\"mode\":\"slow\",\"latencyMs\":200}");
        long begun = System.nanoTime();

        // When
        Region.Answer answer = Region.post(
                "/v1/chat/completions", "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Jokic\"}]}");

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("model").asText()).isEqualTo("m");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
    }

    @Test
    void shouldRefuseAFaultItDoesNotKnowAndKeepTheOneBefore() throws Exception {
        // Given
        Region.fault("{\"mode\":\"error\",\"rate\":0}");

        // Then
        for (String wrong : List.of(
                "{\"mode\":\"explode\"}",
                "{}",
                "{\"mode\":\"error\",\"rate\":2}",
                "{\"mode\":\"slow\",\"latencyMs\":-1}",
                "{\"mode\":3}",
                "{")) {
            assertThat(Region.post("/admin/fault", wrong).status()).as(wrong).isEqualTo(400);
        }
        assertThat(Region.get("/admin/fault").json().path("mode").asText()).isEqualTo("error");
    }

    @Test
    void shouldRecordWhatWasAskedAndWhatWasCarriedOut() throws Exception {
        // Given
        String key = "ledger-test";
        String body = "{\"model\":\"gpt-4\",\"user\":\"u1\",\"messages\":[{\"role\":\"user\",\"content\":\"?\"}]}";
        Region.fault("{\"mode\":\"error\",\"rate\":0.5}");

        // When
        Region.post("/v1/chat/completions", body, "Idempotency-Key", key);
        Region.post("/v1/chat/completions", body, "Idempotency-Key", key, "X-Request-Id", "r2");
        Region.fault("{\"mode\":\"none\"}");
        Region.mcp("tools/call", "{\"name\":\"get_game_log\",\"arguments\":{\"team\":\"DEN\"}}", "X-Request-Id", "r3");

        // Then
        JsonNode twice = Region.get("/admin/ledger?idempotencyKey=" + key).json();
        assertThat(twice.path("total").asInt()).isEqualTo(2);
        assertThat(twice.path("items"))
                .extracting(item -> item.path("executed").asBoolean())
                .containsExactly(true, false);
        assertThat(twice.at("/items/1/fault").asText()).isEqualTo("error");
        assertThat(twice.at("/items/0/model").asText()).isEqualTo("gpt-4");
        assertThat(twice.at("/items/0/user").asText()).isEqualTo("u1");
        JsonNode tool = Region.get("/admin/ledger?requestId=r3").json().at("/items/0");
        assertThat(tool.path("rpcMethod").asText()).isEqualTo("tools/call");
        assertThat(tool.path("tool").asText()).isEqualTo("get_game_log");
    }
}
