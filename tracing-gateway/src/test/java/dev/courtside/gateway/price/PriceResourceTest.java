package dev.courtside.gateway.price;

import static dev.courtside.testkit.CourtsideClient.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.courtside.gateway.snapshot.Snapshots;
import dev.courtside.testkit.PostgresResource;
import dev.courtside.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(value = PostgresResource.class, initArgs = @ResourceArg(name = "service", value = "gateway"))
class PriceResourceTest {
    private static final String AS_DOCUMENTED = """
            {"provider":"openai","validFrom":"2026-01-01T00:00:00Z",
             "usdPerMillion":{"input":"2.50","cachedInput":"1.25","output":"10.00","reasoning":"10.00"}}""";

    @Inject
    Snapshots snapshots;

    @Test
    void shouldShowAPriceAsItWasPut() {
        // When
        put("gpt-4", AS_DOCUMENTED).then().statusCode(201);

        // Then
        as(TestTokens.VIEWER)
                .get("/v1/prices/gpt-4")
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("model", equalTo("gpt-4"))
                .body("provider", equalTo("openai"))
                .body("validFrom", equalTo("2026-01-01T00:00:00Z"))
                .body("usdPerMillion.input", equalTo("2.50"))
                .body("usdPerMillion.reasoning", equalTo("10.00"))
                .body("prices", hasSize(1));
    }

    @Test
    void shouldKeepAPriceForEachDateAndPriceCallsByIt() {
        // Given
        put("dated", AS_DOCUMENTED).then().statusCode(201);

        // When
        put("dated", AS_DOCUMENTED.replace("2026-01-01", "2026-06-01").replace("2.50", "5.00"))
                .then()
                .statusCode(200)
                .body("prices", hasSize(2));

        // Then
        await().atMost(Duration.ofSeconds(2))
                .until(() -> snapshots.prices().price("openai", "dated", Instant.parse("2026-06-01T00:00:00Z"))
                                instanceof Price price
                        && price.usdPerMillion().input().intValue() == 5);
        assertThat(snapshots
                        .prices()
                        .costUsd("openai", "dated", Usage.of(1_000_000, 0), Instant.parse("2026-05-31T23:59:59Z")))
                .isEqualByComparingTo("2.50");
    }

    @Test
    void shouldTakeModelNamesWithSlashes() {
        // When
        put("meta-llama/Llama-3", AS_DOCUMENTED).then().statusCode(201);

        // Then
        as(TestTokens.VIEWER)
                .get("/v1/prices/meta-llama/Llama-3")
                .then()
                .statusCode(200)
                .body("model", equalTo("meta-llama/Llama-3"));
        as(TestTokens.OPERATOR).delete("/v1/prices/meta-llama/Llama-3").then().statusCode(204);
        as(TestTokens.VIEWER).get("/v1/prices/meta-llama/Llama-3").then().statusCode(404);
    }

    @Test
    void shouldRefuseALostUpdateAndAViewer() {
        // Given
        put("contested", AS_DOCUMENTED).then().statusCode(201);
        put("contested", AS_DOCUMENTED).then().statusCode(200);

        // When
        Response late = as(TestTokens.OPERATOR)
                .header("If-Match", "\"1\"")
                .body(AS_DOCUMENTED)
                .put("/v1/prices/contested");
        Response viewer = as(TestTokens.VIEWER).body(AS_DOCUMENTED).put("/v1/prices/contested");

        // Then
        late.then().statusCode(412);
        viewer.then().statusCode(403);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {}                                                                  | 422 | usdPerMillion
                    {"usdPerMillion":{"output":"1"}}                                    | 422 | usdPerMillion.input
                    {"usdPerMillion":{"input":"-1","output":"1"}}                       | 422 | usdPerMillion.input
                    {"usdPerMillion":{"input":"1","output":"1e999999999"}}              | 422 | usdPerMillion.output
                    {"usdPerMillion":{"input":"cheap","output":"1"}}                    | 400 | usdPerMillion.input
                    {"usdPerMillion":{"input":"1","output":"1"},"validFrom":"tomorrow"} | 400 | validFrom
                    """)
    void shouldNameTheFieldThatIsWrong(String body, int status, String field) {
        // When
        Response response = put("wrong", body);

        // Then
        response.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("field", equalTo(field));
    }

    private static Response put(String model, String body) {
        return as(TestTokens.OPERATOR).body(body).put("/v1/prices/" + model);
    }
}
