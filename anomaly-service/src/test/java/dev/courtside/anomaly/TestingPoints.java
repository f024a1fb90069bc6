package dev.courtside.anomaly;

import dev.courtside.testkit.CourtsideClient;
import dev.courtside.testkit.TestTokens;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Batches of points as senders make them. Immutable start, one point a second. */
public final class TestingPoints {
    private final String metric;
    private final Instant start;
    private final JsonArray points = new JsonArray();

    private TestingPoints(String metric, Instant start) {
        this.metric = metric;
        this.start = start;
    }

    /** Points of a metric that no other test uses, starting ten minutes ago. */
    public static TestingPoints ofNewSeries() {
        Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(600);
        return new TestingPoints("test." + UUID.randomUUID(), start);
    }

    /** The same series, without any points. */
    public TestingPoints next() {
        return new TestingPoints(metric, start);
    }

    public TestingPoints add(int second, double value) {
        return add(new JsonObject()
                .put("metric", metric)
                .put("at", start.plusSeconds(second).toString())
                .put("value", value));
    }

    public TestingPoints add(JsonObject point) {
        points.add(point);
        return this;
    }

    /** Values around 100, ever the same. */
    public TestingPoints addCalm(int from, int to) {
        for (int second = from; second < to; second++) {
            add(second, 100 + 10 * Math.sin(second * 1.7));
        }
        return this;
    }

    public String metric() {
        return metric;
    }

    public String json() {
        return json(UUID.randomUUID());
    }

    public String json(UUID batchId) {
        return new JsonObject()
                .put("batchId", batchId.toString())
                .put("points", points)
                .encode();
    }

    public ValidatableResponse post() {
        return post(UUID.randomUUID());
    }

    public ValidatableResponse post(UUID batchId) {
        return CourtsideClient.as(TestTokens.INGEST)
                .body(json(batchId))
                .post("/v1/points")
                .then();
    }
}
