package dev.courtside.gateway.telemetry;

import static dev.courtside.testkit.CourtsideClient.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.nullValue;

import dev.courtside.gateway.DataPathResource;
import dev.courtside.gateway.TestingUpstream;
import dev.courtside.gateway.snapshot.TestingTables;
import dev.courtside.testkit.SpanCollector;
import dev.courtside.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The gateway with tracing switched off. */
@QuarkusTest
@QuarkusTestResource(value = DataPathResource.class, restrictToAnnotatedClass = true)
@TestProfile(TracingOffTest.Off.class)
class TracingOffTest {
    private static final String PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @Inject
    TestingTables tables;

    @Inject
    SpanCollector spans;

    @Test
    void shouldAnswerTheSameAndPassTheClientsContextOn() {
        String message = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\",\"params\":{}}";
        try (TestingUpstream upstream = TestingUpstream.answering(200, "application/json", "{\"ok\":1}")) {
            // Given
            tables.serve(upstream.uri());

            // When
            var model = as(TestTokens.INGEST)
                    .header("traceparent", PARENT)
                    .body("{\"model\":\"gpt-4\"}")
                    .post("/v1/chat/completions");
            var mcp = as(TestTokens.INGEST).body(message).post("/mcp/nba");

            // Then
            model.then().statusCode(200).header("Courtside-Region", "region-1");
            assertThat(model.asString()).isEqualTo("{\"ok\":1}");
            mcp.then().statusCode(200).header("Courtside-Trace-Id", nullValue());
            assertThat(spans.all()).isEmpty();
            assertThat(upstream.requests().getFirst().header("traceparent")).isEqualTo(PARENT);
            assertThat(upstream.requests().getLast().header("traceparent")).isNull();
            assertThat(upstream.requests().getLast().text()).isEqualTo(message);
        }
    }

    /** What {@code TRACING_ENABLED=false} sets. */
    public static class Off implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.otel.sdk.disabled", "true");
        }
    }
}
