package dev.courtside.experiment.metric;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import dev.courtside.experiment.ExperimentTestResource;
import dev.courtside.testkit.CourtsideClient;
import dev.courtside.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ExperimentTestResource.class)
class MetricTest {

    @Test
    void shouldKnowTheGatewaysMetricsFromTheStart() {
        CourtsideClient.as(TestTokens.VIEWER)
                .get("/v1/metrics?limit=500")
                .then()
                .statusCode(200)
                .body("items.key", hasItems("response_time_ms", "error_rate", "cost_usd", "tokens"))
                .body("items.find { it.key == 'error_rate' }.type", equalTo("proportion"))
                .body("items.find { it.key == 'error_rate' }.direction", equalTo("decrease"));
    }

    @Test
    void shouldChangeAMetricButNotItsType() {
        // Given
        String key = "metric-" + UUID.randomUUID();
        put(key, "{\"type\":\"count\",\"direction\":\"increase\"}").statusCode(201);

        // When / Then
        put(key, "{\"type\":\"count\",\"direction\":\"decrease\",\"description\":\"d\"}")
                .statusCode(200)
                .body("direction", equalTo("decrease"));
        put(key, "{\"type\":\"mean\",\"direction\":\"increase\"}")
                .statusCode(422)
                .body("field", equalTo("type"));
        CourtsideClient.as(TestTokens.VIEWER)
                .get("/v1/metrics/" + key)
                .then()
                .statusCode(200)
                .header("ETag", equalTo("\"1\""))
                .body("type", equalTo("count"));
    }

    @Test
    void shouldNameWhatIsWrongWithAMetric() {
        // Given
        String key = "metric-" + UUID.randomUUID();

        // When / Then
        put(key, "{\"direction\":\"increase\"}").statusCode(400).body("field", equalTo("type"));
        put(key, "{\"type\":\"mean\"}").statusCode(400).body("field", equalTo("direction"));
        put(key, "{\"type\":\"mode\",\"direction\":\"increase\"}")
                .statusCode(400)
                .body("field", equalTo("type"));
        CourtsideClient.as(TestTokens.VIEWER).get("/v1/metrics/" + key).then().statusCode(404);
    }

    private static ValidatableResponse put(String key, String body) {
        return CourtsideClient.as(TestTokens.OPERATOR)
                .body(body)
                .put("/v1/metrics/" + key)
                .then();
    }
}
