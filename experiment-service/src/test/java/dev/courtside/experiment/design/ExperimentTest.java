package dev.courtside.experiment.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.courtside.experiment.ExperimentTestResource;
import dev.courtside.experiment.TestingExperiment;
import dev.courtside.testkit.CourtsideClient;
import dev.courtside.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
@QuarkusTestResource(ExperimentTestResource.class)
class ExperimentTest {

    @Test
    void shouldKeepADraftAsItWasPosted() {
        // Given
        TestingExperiment experiment = TestingExperiment.draft();

        // When
        experiment.post().statusCode(201).header("Location", endsWith("/v1/experiments/" + experiment.key()));

        // Then
        get(experiment)
                .statusCode(200)
                .header("ETag", equalTo("\"0\""))
                .body("status", equalTo("draft"))
                .body("phase", equalTo(1))
                .body("variants[1].name", equalTo("treatment"))
                .body("variants[1].weight", equalTo(50))
                .body("variants[1].config.model", equalTo("model-of-treatment"))
                .body("control", equalTo("control"))
                .body("stickiness", equalTo("hash"))
                .body("buckets", equalTo("0*5000,1*5000"))
                .body("primaryMetric", equalTo("response_quality"))
                .body("guardrails", hasItem("error_rate"))
                .body("startedAt", nullValue());
    }

    @Test
    void shouldTakeTheExampleOfTheDocumentation() {
        // Given
        String example = """
                {"key":"model-comparison","name":"DeepSeek vs GPT-4","unit":"user",
                 "variants":[{"name":"control","weight":50,"config":{"model":"deepseek-chat"}},
                             {"name":"gpt4","weight":50,"config":{"model":"gpt-4"}}],
                 "control":"control","stickiness":"hash","routes":["chat"],"targeting":{},
                 "primaryMetric":"response_quality","guardrails":["error_rate"]}""";

        // When
        ValidatableResponse answer = CourtsideClient.as(TestTokens.OPERATOR)
                .body(example)
                .post("/v1/experiments")
                .then();

        // Then
        answer.statusCode(201).body("key", equalTo("model-comparison"));
    }

    @Test
    void shouldLiveFromDraftToArchive() {
        // Given
        TestingExperiment experiment = TestingExperiment.draft();
        experiment.post().statusCode(201);

        // When / Then
        experiment.act("pause").statusCode(409).body("detail", containsString("is draft"));
        experiment
                .act("start")
                .statusCode(200)
                .body("status", equalTo("running"))
                .body("startedAt", notNullValue());
        experiment.act("start").statusCode(409);
        experiment.act("archive").statusCode(409).body("detail", containsString("can't be archived"));
        experiment.act("pause").statusCode(200).body("status", equalTo("paused"));
        experiment.act("resume").statusCode(200).body("status", equalTo("running"));
        CourtsideClient.as(TestTokens.OPERATOR)
                .body("{\"winner\":\"nobody\"}")
                .urlEncodingEnabled(false)
                .post("/v1/experiments/" + experiment.key() + ":stop")
                .then()
                .statusCode(422)
                .body("field", equalTo("winner"));
        CourtsideClient.as(TestTokens.OPERATOR)
                .body("{\"winner\":\"treatment\"}")
                .urlEncodingEnabled(false)
                .post("/v1/experiments/" + experiment.key() + ":stop")
                .then()
                .statusCode(200)
                .body("status", equalTo("decided"))
                .body("winner", equalTo("treatment"));
        experiment.act("resume").statusCode(409);
        experiment.act("archive").statusCode(200).body("status", equalTo("archived"));
        get(experiment).statusCode(200).body("archivedAt", notNullValue());
    }

    @Test
    void shouldArchiveByDeleteAndLeaveArchivedOnesOutOfTheList() {
        // Given
        TestingExperiment kept = TestingExperiment.draft().with("key", "0-" + UUID.randomUUID());
        TestingExperiment gone = TestingExperiment.draft().with("key", "0-" + UUID.randomUUID());
        kept.post();
        gone.post();

        // When
        CourtsideClient.as(TestTokens.OPERATOR)
                .delete("/v1/experiments/" + gone.key())
                .then()
                .statusCode(204);

        // Then
        CourtsideClient.as(TestTokens.VIEWER)
                .get("/v1/experiments?limit=500")
                .then()
                .statusCode(200)
                .body("items.key", hasItem(kept.key()))
                .body("items.key", not(hasItem(gone.key())));
    }

    @Test
    void shouldRefuseASecondOneOfTheSameKey() {
        // Given
        TestingExperiment experiment = TestingExperiment.draft();
        experiment.post().statusCode(201);

        // When
        ValidatableResponse second = experiment.post();

        // Then
        second.statusCode(409).body("detail", containsString(experiment.key()));
    }

    @Test
    void shouldCreateOneOfManyAtOnce() throws Exception {
        // Given
        TestingExperiment experiment = TestingExperiment.draft();
        Callable<Integer> create = () -> experiment.post().extract().statusCode();

        // When
        List<Integer> statuses;
        try (ExecutorService callers = Executors.newFixedThreadPool(8)) {
            statuses = callers.invokeAll(Collections.nCopies(8, create)).stream()
                    .map(Future::resultNow)
                    .toList();
        }

        // Then
        assertThat(statuses).containsOnlyOnce(201).containsOnly(201, 409);
    }

    @Test
    void shouldStartOneOfTwoThatConflict() throws Exception {
        // Given
        JsonArray route = new JsonArray().add("route-" + UUID.randomUUID());
        List<TestingExperiment> rivals = List.of(
                TestingExperiment.draft().with("routes", route),
                TestingExperiment.draft().with("routes", route));
        rivals.forEach(TestingExperiment::post);
        List<Callable<Integer>> starts = rivals.stream()
                .map(rival ->
                        (Callable<Integer>) () -> rival.act("start").extract().statusCode())
                .toList();

        // When
        List<Integer> statuses;
        try (ExecutorService callers = Executors.newFixedThreadPool(2)) {
            statuses = callers.invokeAll(starts).stream().map(Future::resultNow).toList();
        }

        // Then
        assertThat(statuses).containsExactlyInAnyOrder(200, 422);
    }

    @Test
    void shouldRefuseAVerbForAnotherVersion() {
        // Given
        TestingExperiment experiment = TestingExperiment.draft().started();

        // When
        ValidatableResponse late = CourtsideClient.as(TestTokens.OPERATOR)
                .header("If-Match", "\"0\"")
                .urlEncodingEnabled(false)
                .post("/v1/experiments/" + experiment.key() + ":pause")
                .then();

        // Then
        late.statusCode(412);
        get(experiment).body("status", equalTo("running"));
    }

    @Test
    void shouldAnswerARepeatedCreationAsTheFirst() {
        // Given
        String body = "{\"key\":\"k-" + UUID.randomUUID() + "\",\"control\":\"a\",\"variants\":["
                + "{\"name\":\"a\",\"weight\":50},{\"name\":\"b\",\"weight\":50}]}";
        String idempotencyKey = UUID.randomUUID().toString();
        CourtsideClient.as(TestTokens.OPERATOR)
                .header("Idempotency-Key", idempotencyKey)
                .body(body)
                .post("/v1/experiments")
                .then()
                .statusCode(201);

        // When
        ValidatableResponse again = CourtsideClient.as(TestTokens.OPERATOR)
                .header("Idempotency-Key", idempotencyKey)
                .body(body)
                .post("/v1/experiments")
                .then();

        // Then
        again.statusCode(201).header("Idempotency-Replayed", equalTo("true"));
    }

    @Test
    void shouldNotRunTwoExperimentsThatWriteTheSameField() {
        // Given
        String route = "route-" + UUID.randomUUID();
        TestingExperiment.draft().with("routes", new JsonArray().add(route)).started();
        TestingExperiment same = TestingExperiment.draft().with("routes", new JsonArray().add(route));
        TestingExperiment other = same.with("key", same.key() + "-other")
                .with(
                        "variants",
                        new JsonArray()
                                .add(rewriting("control", "temperature"))
                                .add(rewriting("treatment", "temperature")));
        TestingExperiment nested = same.with("key", same.key() + "-nested")
                .with(
                        "variants",
                        new JsonArray().add(rewriting("control", "model")).add(rewriting("treatment", "x")));
        same.post().statusCode(201);
        other.post().statusCode(201);
        nested.post().statusCode(201);

        // When / Then
        same.act("start").statusCode(422).body("field", equalTo("routes")).body("detail", containsString("body/model"));
        nested.act("start").statusCode(422);
        other.act("start").statusCode(200);
        get(same).body("status", equalTo("draft"));
    }

    static Stream<Arguments> wrong() {
        TestingExperiment good = TestingExperiment.draft();
        return Stream.of(
                Arguments.of(
                        good.with(
                                "variants",
                                variants(
                                        TestingExperiment.variant("control", 50),
                                        TestingExperiment.variant("treatment", 49))),
                        422,
                        "variants"),
                Arguments.of(
                        good.with(
                                "variants",
                                variants(
                                        TestingExperiment.variant("control", 50),
                                        TestingExperiment.variant("control", 50))),
                        422,
                        "variants"),
                Arguments.of(
                        good.with("variants", variants(TestingExperiment.variant("control", 100))), 422, "variants"),
                Arguments.of(good.without("variants"), 422, "variants"),
                Arguments.of(
                        good.with(
                                "variants",
                                variants(
                                        TestingExperiment.variant("control", 101),
                                        TestingExperiment.variant("treatment", -1))),
                        422,
                        "variants[0].weight"),
                Arguments.of(
                        good.with(
                                "variants",
                                variants(
                                        TestingExperiment.variant("control", 50).put("config", 1),
                                        TestingExperiment.variant("treatment", 50))),
                        422,
                        "variants[0].config"),
                Arguments.of(
                        good.with(
                                "variants",
                                variants(
                                        TestingExperiment.variant("control", 50),
                                        TestingExperiment.variant("treatment", 50)
                                                .put("config", new JsonObject().put("model", 4)))),
                        422,
                        "variants[1].config.model"),
                Arguments.of(good.with("control", "nobody"), 422, "control"),
                Arguments.of(good.without("control"), 400, "control"),
                Arguments.of(good.without("key"), 400, "key"),
                Arguments.of(good.with("key", "a/b"), 400, "key"),
                Arguments.of(good.with("stickiness", "glue"), 400, "stickiness"),
                Arguments.of(good.with("targeting", new JsonObject().put("eval", "x")), 422, "targeting"),
                Arguments.of(good.with("primaryMetric", "happiness"), 422, "primaryMetric"),
                Arguments.of(good.with("guardrails", new JsonArray().add("happiness")), 422, "guardrails"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void shouldNameWhatIsWrongWithAnExperiment(TestingExperiment experiment, int status, String field) {
        // When
        ValidatableResponse answer = experiment.post();

        // Then
        answer.statusCode(status)
                .contentType("application/problem+json")
                .body("field", equalTo(field))
                .body("detail", notNullValue());
    }

    @Test
    void shouldAskForTheRightRole() {
        // Given
        TestingExperiment experiment = TestingExperiment.draft();
        experiment.post().statusCode(201);
        String start = "/v1/experiments/" + experiment.key() + ":start";

        // When / Then
        CourtsideClient.as(TestTokens.VIEWER)
                .urlEncodingEnabled(false)
                .post(start)
                .then()
                .statusCode(403);
        CourtsideClient.as(TestTokens.INGEST)
                .urlEncodingEnabled(false)
                .post(start)
                .then()
                .statusCode(403);
        CourtsideClient.anonymous().urlEncodingEnabled(false).post(start).then().statusCode(401);
        CourtsideClient.as(TestTokens.OPERATOR)
                .urlEncodingEnabled(false)
                .post("/v1/experiments/nobody:start")
                .then()
                .statusCode(404);
        get(experiment).body("status", equalTo("draft"));
    }

    private static JsonArray variants(JsonObject... variants) {
        JsonArray all = new JsonArray();
        Stream.of(variants).forEach(all::add);
        return all;
    }

    private static JsonObject rewriting(String name, String field) {
        return new JsonObject()
                .put("name", name)
                .put("weight", 50)
                .put("config", new JsonObject().put("body", new JsonObject().put(field, new JsonObject().put("a", 1))));
    }

    private static ValidatableResponse get(TestingExperiment experiment) {
        return CourtsideClient.as(TestTokens.VIEWER)
                .get("/v1/experiments/" + experiment.key())
                .then();
    }
}
