package dev.courtside.anomaly.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.courtside.anomaly.AnomalyTestResource;
import dev.courtside.anomaly.TestingPoints;
import dev.courtside.testkit.CourtsideClient;
import dev.courtside.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(AnomalyTestResource.class)
class PointsTest {

    @Test
    void shouldLearnABatchOnceHoweverOftenItIsSent() {
        // Given
        TestingPoints points = TestingPoints.ofNewSeries().addCalm(0, 10);
        UUID batchId = UUID.randomUUID();
        points.post(batchId).statusCode(200).body("accepted", equalTo(10)).body("duplicates", equalTo(0));

        // When
        var again = points.post(batchId);

        // Then
        again.statusCode(200).body("accepted", equalTo(0)).body("duplicates", equalTo(10));
        assertThat(pointsLearnt(points.metric())).isEqualTo(10);
    }

    @Test
    void shouldTellPointsThatAreKnownByTheirTimesUnderAnotherBatchId() {
        // Given
        TestingPoints points = TestingPoints.ofNewSeries().addCalm(0, 10);
        points.post();

        // When
        var again = points.addCalm(10, 12).post();

        // Then
        again.statusCode(200).body("accepted", equalTo(2)).body("duplicates", equalTo(10));
        assertThat(pointsLearnt(points.metric())).isEqualTo(12);
    }

    @Test
    void shouldNotMakeItsOwnPointsLateWhereABatchIsNotInOrder() {
        // Given
        TestingPoints shuffled = TestingPoints.ofNewSeries();
        for (int i = 0; i < 60; i++) {
            int second = (i * 7) % 60;
            shuffled.add(second, second == 59 ? 900 : 100 + second % 5);
        }

        // When
        var answer = shuffled.post();

        // Then: judged as the last one, not lost as a late one
        answer.statusCode(200).body("accepted", equalTo(60)).body("anomalies", equalTo(1));
    }

    @Test
    void shouldRejectSinglePointsByFieldAndTakeTheOthers() {
        // Given
        TestingPoints points = TestingPoints.ofNewSeries().addCalm(0, 1);
        String now = Instant.now().toString();
        JsonObject labels = new JsonObject();
        for (int i = 0; i < 17; i++) {
            labels.put("label" + i, "x");
        }
        points.add(new JsonObject().put("at", now).put("value", 1))
                .add(new JsonObject().put("metric", "two words").put("at", now).put("value", 1))
                .add(new JsonObject().put("metric", "m").put("value", 1))
                .add(new JsonObject().put("metric", "m").put("at", now))
                .add(new JsonObject().put("metric", "m").put("at", now).put("value", "NaN"))
                .add(new JsonObject()
                        .put("metric", "m")
                        .put("at", Instant.now().plusSeconds(3600).toString())
                        .put("value", 1))
                .add(new JsonObject()
                        .put("metric", "m")
                        .put("at", now)
                        .put("value", 1)
                        .put("labels", labels))
                .add(new JsonObject()
                        .put("metric", "m")
                        .put("at", now)
                        .put("value", 1)
                        .put("traceId", "not-a-trace"));

        // When
        var answer = points.post();

        // Then
        answer.statusCode(200)
                .body("accepted", equalTo(1))
                .body("rejectedTotal", equalTo(8))
                .body("rejected.index", equalTo(java.util.List.of(1, 2, 3, 4, 5, 6, 7, 8)))
                .body(
                        "rejected.field",
                        equalTo(java.util.List.of(
                                "metric", "metric", "at", "value", "value", "at", "labels", "traceId")));
    }

    @Test
    void shouldNameTheFieldOfABatchThatCanNotBeRead() {
        // Given
        String mistyped = "{\"points\":[{\"metric\":\"m\",\"at\":\"2026-03-01T10:00:00Z\",\"value\":\"high\"}]}";
        String broken = "{\"points\":[";
        String empty = "{\"batchId\":\"" + UUID.randomUUID() + "\"}";

        // When / Then
        CourtsideClient.as(TestTokens.INGEST)
                .body(mistyped)
                .post("/v1/points")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("field", equalTo("points[0].value"));
        CourtsideClient.as(TestTokens.INGEST)
                .body(broken)
                .post("/v1/points")
                .then()
                .statusCode(400)
                .body("type", equalTo("https://courtside.dev/problems/invalid-json"));
        CourtsideClient.as(TestTokens.INGEST)
                .body(empty)
                .post("/v1/points")
                .then()
                .statusCode(400)
                .body("field", equalTo("points"));
    }

    @Test
    void shouldTakeOnePointALine() {
        // Given
        TestingPoints points = TestingPoints.ofNewSeries();
        String line = new JsonObject()
                .put("metric", points.metric())
                .put("at", Instant.now().toString())
                .put("value", 3)
                .encode();

        // When
        var answer = CourtsideClient.as(TestTokens.INGEST)
                .contentType("application/x-ndjson")
                .body((line + "\n\n" + line + "\n").getBytes(StandardCharsets.UTF_8))
                .post("/v1/points?batchId=" + UUID.randomUUID())
                .then();
        var broken = CourtsideClient.as(TestTokens.INGEST)
                .contentType("application/x-ndjson")
                .body((line + "\n{oops\n").getBytes(StandardCharsets.UTF_8))
                .post("/v1/points")
                .then();

        // Then
        answer.statusCode(200).body("accepted", equalTo(1)).body("duplicates", equalTo(1));
        broken.statusCode(400).body("field", equalTo("points[1]"));
    }

    @Test
    void shouldNameTheLimitsOfABatch() {
        // Given
        TestingPoints many = TestingPoints.ofNewSeries().addCalm(0, 10_001);
        String large = "{\"padding\":\"" + "x".repeat(4 * 1024 * 1024) + "\"}";

        // When / Then
        many.post().statusCode(413).body("field", equalTo("points")).body("limit", equalTo(10_000));
        CourtsideClient.as(TestTokens.INGEST)
                .body(large)
                .post("/v1/points")
                .then()
                .statusCode(413)
                .contentType("application/problem+json")
                .body("limit", equalTo(4 * 1024 * 1024));
    }

    @Test
    void shouldAskForATokenThatMayIngest() {
        // Given
        String batch = TestingPoints.ofNewSeries().addCalm(0, 1).json();

        // When / Then
        CourtsideClient.anonymous()
                .body(batch)
                .post("/v1/points")
                .then()
                .statusCode(401)
                .contentType("application/problem+json");
        CourtsideClient.as(TestTokens.VIEWER)
                .body(batch)
                .post("/v1/points")
                .then()
                .statusCode(403)
                .body("detail", containsString("role"));
        CourtsideClient.as(TestTokens.OPERATOR)
                .body(batch)
                .post("/v1/points")
                .then()
                .statusCode(200)
                .body("rejected", hasSize(0));
    }

    private static long pointsLearnt(String metric) {
        return CourtsideClient.as(TestTokens.VIEWER)
                .get("/v1/series?metric=" + metric)
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .extract()
                .jsonPath()
                .getLong("items[0].points");
    }
}
