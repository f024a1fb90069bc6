package dev.courtside.gateway.admin;

import static dev.courtside.testkit.CourtsideClient.anonymous;
import static dev.courtside.testkit.CourtsideClient.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.courtside.testkit.PostgresResource;
import dev.courtside.testkit.SpanCollector;
import dev.courtside.testkit.TestTokens;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = PostgresResource.class, initArgs = @ResourceArg(name = "service", value = "gateway"))
class AdminSpansTest {
    private static final String PARENT = "b7ad6b7169203331";

    @Inject
    SpanCollector spans;

    @Test
    void shouldContinueTheCallersTraceWithOneServerSpan() {
        // Given
        String traceId = traceId();
        String name = "traced-" + UUID.randomUUID();

        // When
        as(TestTokens.OPERATOR)
                .header("traceparent", "00-" + traceId + "-" + PARENT + "-01")
                .body("{\"protocol\":\"openai\",\"deployment\":\"d\"}")
                .put("/v1/routes/" + name)
                .then()
                .statusCode(201);

        // Then
        List<SpanData> seen = spans.await(traceId, found -> found.stream().anyMatch(AdminSpansTest::isServer));
        assertThat(seen).filteredOn(AdminSpansTest::isServer).singleElement().satisfies(span -> {
            assertThat(span.getName()).isEqualTo("PUT /v1/routes");
            assertThat(span.getParentSpanId()).isEqualTo(PARENT);
            assertThat(span.getAttributes().get(AttributeKey.longKey("http.response.status_code")))
                    .isEqualTo(201);
        });
        as(TestTokens.VIEWER)
                .queryParam("resource", "routes/" + name)
                .get("/v1/audit")
                .then()
                .body("items.traceId", hasItem(traceId));
    }

    @Test
    void shouldTraceRefusedRequestsAndNameTheTraceInTheirProblem() {
        // Given
        String refused = traceId();
        String unknown = traceId();

        // When
        anonymous()
                .header("traceparent", "00-" + refused + "-" + PARENT + "-01")
                .get("/v1/routes")
                .then()
                .statusCode(401);
        as(TestTokens.VIEWER)
                .header("traceparent", "00-" + unknown + "-" + PARENT + "-01")
                .get("/v1/routes/nothing")
                .then()
                .statusCode(404)
                .body("traceId", equalTo(unknown));

        // Then
        assertThat(spans.await(refused, found -> !found.isEmpty()))
                .singleElement()
                .satisfies(
                        span -> assertThat(span.getAttributes().get(AttributeKey.longKey("http.response.status_code")))
                                .isEqualTo(401));
    }

    private static boolean isServer(SpanData span) {
        return span.getKind() == SpanKind.SERVER;
    }

    private static String traceId() {
        return UUID.randomUUID().toString().replace("-", "");
    }
}
