package dev.courtside.anomaly.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;

import dev.courtside.anomaly.AnomalyTestResource;
import dev.courtside.anomaly.TestingPoints;
import dev.courtside.testkit.CourtsideClient;
import dev.courtside.testkit.PostgresResource;
import dev.courtside.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(AnomalyTestResource.class)
class AnomaliesTest {
    @TestHTTPResource("/v1/anomalies/stream?severity=critical")
    URI stream;

    @TestHTTPResource(value = "/health/ready", management = true)
    URI readiness;

    @Test
    void shouldKeepASpikeWithWhatWasExpectedAndWhy() {
        // Given
        TestingPoints points = TestingPoints.ofNewSeries().addCalm(0, 60);
        String traceId = "0af7651916cd43dd8448eb211c80319c";
        points.add(new JsonObject()
                .put("metric", points.metric())
                .put("at", Instant.now().toString())
                .put("value", 500)
                .put("traceId", traceId));

        // When
        points.post().statusCode(200).body("anomalies", equalTo(1));

        // Then
        awaitKept(points.metric(), 1)
                .body("items[0].value", equalTo(500f))
                .body("items[0].severity", equalTo("critical"))
                .body("items[0].method", equalTo("zscore"))
                .body("items[0].confidence", greaterThan(99.9f))
                .body("items[0].expected.high", greaterThan(100f))
                .body("items[0].reason", containsString("above the mean"))
                .body("items[0].traceId", equalTo(traceId));
    }

    @Test
    void shouldListFromNewToOldByPageSeverityAndTime() {
        // Given: three episodes, of which the second is milder
        TestingPoints points = TestingPoints.ofNewSeries();
        double[] heights = {900, 130, 900};
        int second = 0;
        for (double height : heights) {
            points.addCalm(second, second + 100).add(second + 100, height);
            second += 101;
        }
        points.post();
        awaitKept(points.metric(), 3);
        String base = "/v1/anomalies?metric=" + points.metric();

        // When
        String cursor =
                list(base + "&limit=2").body("items", hasSize(2)).extract().path("nextCursor");
        ValidatableResponse last = list(base + "&limit=2&cursor=" + cursor);
        ValidatableResponse severe = list(base + "&severity=high,critical");
        ValidatableResponse late = list(base + "&since=" + Instant.now());

        // Then
        last.body("items", hasSize(1)).body("items[0].value", equalTo(900f)).body("nextCursor", equalTo(null));
        severe.body("items.severity", contains("critical", "critical"));
        late.body("items", empty());
        String id = severe.extract().path("items[0].id");
        list("/v1/anomalies/" + id).body("metric", equalTo(points.metric()));
    }

    @Test
    void shouldNameTheParameterThatCanNotBeRead() {
        // Given / When / Then
        CourtsideClient.as(TestTokens.VIEWER)
                .get("/v1/anomalies?severity=awful")
                .then()
                .statusCode(400)
                .body("field", equalTo("severity"));
        CourtsideClient.as(TestTokens.VIEWER)
                .get("/v1/anomalies?since=yesterday")
                .then()
                .statusCode(400)
                .body("field", equalTo("since"));
        CourtsideClient.as(TestTokens.VIEWER)
                .get("/v1/anomalies/00000000-0000-7000-8000-000000000000")
                .then()
                .statusCode(404);
        CourtsideClient.as(TestTokens.INGEST).get("/v1/anomalies").then().statusCode(403);
    }

    @Test
    void shouldStreamWhatIsFoundAtOnce() throws Exception {
        // Given
        TestingPoints points = TestingPoints.ofNewSeries().addCalm(0, 60);
        points.post();
        HttpRequest request = HttpRequest.newBuilder(stream)
                .header("Authorization", "Bearer " + TestTokens.VIEWER)
                .timeout(Duration.ofSeconds(10))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<java.io.InputStream> response =
                    client.send(request, HttpResponse.BodyHandlers.ofInputStream());

            // When
            points.next().add(60, 5_000).post();

            // Then
            JsonObject anomaly = await().atMost(Duration.ofSeconds(5))
                    .until(
                            () -> nextAnomaly(response),
                            found -> found.getString("metric").equals(points.metric()));
            assertThat(anomaly.getDouble("value")).isEqualTo(5_000);
            response.body().close();
        }
    }

    @Test
    void shouldGoOnTakingAndFindingWhilePostgresIsDead() {
        // Given
        TestingPoints points = TestingPoints.ofNewSeries().addCalm(0, 60);
        points.post();

        // When
        PostgresResource.stopPostgres();
        try {
            points.next().add(60, 5_000).post().statusCode(200).body("anomalies", equalTo(1));
            CourtsideClient.as(TestTokens.VIEWER).get("/v1/anomalies").then().statusCode(503);
            await().untilAsserted(() ->
                    CourtsideClient.anonymous().get(readiness).then().statusCode(503));
        } finally {
            PostgresResource.startPostgres();
        }

        // Then
        awaitKept(points.metric(), 1).body("items[0].value", equalTo(5_000f));
        await().untilAsserted(
                        () -> CourtsideClient.anonymous().get(readiness).then().statusCode(200));
    }

    private static JsonObject nextAnomaly(HttpResponse<java.io.InputStream> response) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
        String line = lines.readLine();
        while (line != null && !line.startsWith("data:{")) {
            line = lines.readLine();
        }
        if (line == null) {
            throw new IOException("the stream ended");
        }
        return new JsonObject(line.substring("data:".length()));
    }

    private static ValidatableResponse awaitKept(String metric, int count) {
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> list("/v1/anomalies?metric=" + metric).body("items", hasSize(count)));
        return list("/v1/anomalies?metric=" + metric);
    }

    private static ValidatableResponse list(String path) {
        return CourtsideClient.as(TestTokens.VIEWER).get(path).then().statusCode(200);
    }
}
