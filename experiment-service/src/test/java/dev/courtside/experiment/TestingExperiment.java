package dev.courtside.experiment;

import dev.courtside.testkit.CourtsideClient;
import dev.courtside.testkit.TestTokens;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.UUID;

/** An experiment of two variants, control and treatment, with a key and a route that no other test uses. */
public final class TestingExperiment {
    private final JsonObject json;

    private TestingExperiment(JsonObject json) {
        this.json = json;
    }

    public static TestingExperiment draft() {
        String key = "test-" + UUID.randomUUID();
        return new TestingExperiment(new JsonObject()
                .put("key", key)
                .put("name", "A test")
                .put("unit", "user")
                .put("variants", new JsonArray().add(variant("control", 50)).add(variant("treatment", 50)))
                .put("control", "control")
                .put("stickiness", "hash")
                .put("routes", new JsonArray().add(key))
                .put("targeting", new JsonObject())
                .put("primaryMetric", "response_quality")
                .put("guardrails", new JsonArray().add("error_rate")));
    }

    public static JsonObject variant(String name, int weight) {
        return new JsonObject()
                .put("name", name)
                .put("weight", weight)
                .put("config", new JsonObject().put("model", "model-of-" + name));
    }

    /** The same with another member. */
    public TestingExperiment with(String member, Object value) {
        return new TestingExperiment(json.copy().put(member, value));
    }

    public TestingExperiment without(String member) {
        JsonObject less = json.copy();
        less.remove(member);
        return new TestingExperiment(less);
    }

    public String key() {
        return json.getString("key");
    }

    public ValidatableResponse post() {
        return CourtsideClient.as(TestTokens.OPERATOR)
                .body(json.encode())
                .post("/v1/experiments")
                .then();
    }

    public ValidatableResponse act(String verb) {
        return CourtsideClient.as(TestTokens.OPERATOR)
                .urlEncodingEnabled(false)
                .post("/v1/experiments/" + key() + ":" + verb)
                .then();
    }

    public TestingExperiment started() {
        post().statusCode(201);
        act("start").statusCode(200);
        return this;
    }

    public ValidatableResponse assign(String unit) {
        return CourtsideClient.as(TestTokens.INGEST)
                .body(new JsonObject().put("unit", unit).encode())
                .post("/v1/experiments/" + key() + "/assignments")
                .then();
    }

    public ValidatableResponse analysis() {
        return CourtsideClient.as(TestTokens.VIEWER)
                .get("/v1/experiments/" + key() + "/analysis")
                .then();
    }

    public JsonObject exposure(String variant, String unit) {
        return outcome("exposure", unit).put("variant", variant).put("experiment", key());
    }

    /** What was measured of a unit; units are this experiment's own, or others' tests would count it too. */
    public JsonObject measurement(String metric, String unit, double value) {
        return outcome("metric", unit).put("metric", metric).put("value", value);
    }

    private JsonObject outcome(String type, String unit) {
        return new JsonObject()
                .put("type", type)
                .put("id", UUID.randomUUID().toString())
                .put("unit", key() + "/" + unit)
                .put("at", Instant.now().toString());
    }

    public static ValidatableResponse send(JsonObject... outcomes) {
        return send(UUID.randomUUID(), outcomes);
    }

    public static ValidatableResponse send(UUID batchId, JsonObject... outcomes) {
        JsonArray all = new JsonArray();
        for (JsonObject outcome : outcomes) {
            all.add(outcome);
        }
        return send(new JsonObject()
                .put("batchId", batchId.toString())
                .put("outcomes", all)
                .encode());
    }

    public static ValidatableResponse send(String batch) {
        return CourtsideClient.as(TestTokens.INGEST)
                .body(batch)
                .post("/v1/outcomes")
                .then();
    }
}
