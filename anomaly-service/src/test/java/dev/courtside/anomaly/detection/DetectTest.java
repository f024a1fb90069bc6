package dev.courtside.anomaly.detection;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import dev.courtside.anomaly.AnomalyTestResource;
import dev.courtside.anomaly.TestingPoints;
import dev.courtside.testkit.CourtsideClient;
import dev.courtside.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(AnomalyTestResource.class)
class DetectTest {

    @ParameterizedTest
    @CsvSource({"auto,zscore", "zscore,zscore", "iqr,iqr", "trend,trend", ",zscore"})
    void shouldJudgeByTheMethodAskedForAndNameTheOneThatJudged(String asked, String judged) {
        // Given
        TestingPoints points = TestingPoints.ofNewSeries().addCalm(0, 100);
        points.post();
        JsonObject question = new JsonObject()
                .put("metrics", new JsonObject().put(points.metric(), 350).put("never.seen", 12.5));
        if (asked != null) {
            question.put("method", asked);
        }

        // When
        ValidatableResponse answer = detect(question);

        // Then
        answer.statusCode(200)
                .body("anomalies", hasSize(1))
                .body("anomalies[0].metric", equalTo(points.metric()))
                .body("anomalies[0].method", equalTo(judged))
                .body("anomalies[0].severity", equalTo("critical"))
                .body("results", hasSize(2))
                .body("results[1].state", equalTo("learning"))
                .body("results[1].progress", equalTo(0f));
    }

    @Test
    void shouldTeachNothingByAsking() {
        // Given
        TestingPoints points = TestingPoints.ofNewSeries().addCalm(0, 100);
        points.post();
        JsonObject question = new JsonObject().put("metrics", new JsonObject().put(points.metric(), 350));

        // When
        String first = detect(question).extract().asString();
        String second = detect(question).extract().asString();

        // Then
        org.assertj.core.api.Assertions.assertThat(second).isEqualTo(first);
        CourtsideClient.as(TestTokens.VIEWER)
                .get("/v1/series?metric=" + points.metric())
                .then()
                .body("items[0].points", equalTo(100));
    }

    @Test
    void shouldNameWhatIsWrongWithAQuestion() {
        // Given / When / Then
        detect(new JsonObject().put("metrics", new JsonObject()))
                .statusCode(400)
                .body("field", equalTo("metrics"));
        detect(new JsonObject().put("metrics", new JsonObject().put("m", 1)).put("method", "magic"))
                .statusCode(400)
                .body("field", equalTo("method"));
        detect(new JsonObject().put("metrics", new JsonObject().put("two words", 1)))
                .statusCode(400)
                .body("field", startsWith("metrics."));
        detect(new JsonObject().put("metrics", new JsonObject().put("m", "high")))
                .statusCode(400)
                .body("field", startsWith("metrics"));
    }

    @Test
    void shouldScoreAFileAndTellTheThresholdItShipsWith() {
        // Given
        StringBuilder csv = new StringBuilder("timestamp,value\n");
        for (int i = 0; i < 100; i++) {
            csv.append("2014-04-01 %02d:%02d:00,%d\n".formatted(i / 60, i % 60, i == 99 ? 900 : 50 + i % 5));
        }

        // When
        ValidatableResponse answer = CourtsideClient.as(TestTokens.VIEWER)
                .contentType("text/csv")
                .accept("text/csv")
                .body(csv.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .post("/v1/score?method=auto")
                .then();

        // Then
        answer.statusCode(200)
                .header("Courtside-Threshold", "0.5")
                .header("Courtside-Method", "zscore")
                .contentType(startsWith("text/csv"));
        org.assertj.core.api.Assertions.assertThat(answer.extract().asString().lines())
                .hasSize(101)
                .last()
                .asString()
                .endsWith(",1,critical");
    }

    private static ValidatableResponse detect(JsonObject question) {
        return CourtsideClient.as(TestTokens.VIEWER)
                .body(question.encode())
                .post("/v1/detect")
                .then();
    }
}
