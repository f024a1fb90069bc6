package dev.courtside.gateway.experiment;

import static dev.courtside.testkit.CourtsideClient.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.courtside.gateway.DataPathResource;
import dev.courtside.gateway.TestingUpstream;
import dev.courtside.gateway.snapshot.TestingTables;
import dev.courtside.testkit.HttpPeer;
import dev.courtside.testkit.HttpPeer.Answer;
import dev.courtside.testkit.SpanCollector;
import dev.courtside.testkit.TestTokens;
import io.opentelemetry.api.trace.SpanKind;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What experiments do to the requests of a route. */
@QuarkusTest
@QuarkusTestResource(value = DataPathResource.class, restrictToAnnotatedClass = true)
class VariantStageTest {
    private static final String REQUEST = "{\"model\":\"auto\",\"temperature\":0.70,\"messages\":[]}";

    @Inject
    TestingTables tables;

    @Inject
    SpanCollector spans;

    private final TestingUpstream upstream = TestingUpstream.answering(200, "application/json", "{}");

    @BeforeEach
    void serve() {
        tables.serve(upstream.uri());
    }

    @AfterEach
    void close() {
        upstream.close();
        DataPathResource.experiment().answer(request -> Answer.json(404, "{}"));
    }

    @Test
    void shouldSendTheVariantsModelAndNothingElseChanged() {
        // Given
        tables.experiments(experiment("hash", "running", "{\"model\":\"deepseek-chat\"}", "{\"model\":\"gpt-4\"}"));

        // When
        Set<String> variants = new HashSet<>();
        for (int user = 0; user < 20; user++) {
            variants.add(call("user_" + user).header("Courtside-Variant"));
        }

        // Then
        assertThat(variants).containsExactlyInAnyOrder("comparison=control", "comparison=other");
        assertThat(upstream.requests())
                .extracting(TestingUpstream.Request::text)
                .containsOnly(REQUEST.replace("auto", "deepseek-chat"), REQUEST.replace("auto", "gpt-4"));
    }

    @Test
    void shouldGiveAUserTheSameVariantEveryTime() {
        // Given
        tables.experiments(experiment("hash", "running", "{}", "{}"));

        // When
        String first = call("user_7").header("Courtside-Variant");
        String fromBody = as(TestTokens.INGEST)
                .body("{\"model\":\"auto\",\"user\":\"user_7\"}")
                .post("/v1/chat/completions")
                .header("Courtside-Variant");

        // Then
        assertThat(call("user_7").header("Courtside-Variant")).isEqualTo(first);
        assertThat(fromBody).isEqualTo(first);
    }

    @Test
    void shouldMergeIntoTheBodyAndSetHeaders() {
        // Given
        String config = """
                {"body":{"temperature":null,"top_p":0.5,"options":{"deep":{"x":1,"gone":null}}},
                 "headers":{"X-Variant":"b","Authorization":"Bearer stolen","traceparent":"no","X-Bad":"a\\r\\nb: c"}}""";
        tables.experiments(experiment("hash", "running", config, config));

        // When
        call("user_1").then().statusCode(200);

        // Then
        var seen = upstream.request();
        assertThat(seen.text())
                .isEqualTo("{\"model\":\"auto\",\"messages\":[],\"top_p\":0.5,\"options\":{\"deep\":{\"x\":1}}}");
        assertThat(seen.header("X-Variant")).isEqualTo("b");
        assertThat(seen.header("Authorization")).isEqualTo("Bearer " + DataPathResource.UPSTREAM_KEY);
        assertThat(seen.header("X-Bad")).isNull();
    }

    @Test
    void shouldPassTheBodyAsItIsWhenTheVariantChangesNothing() {
        // Given
        tables.experiments(experiment("hash", "running", "{\"body\":{\"temperature\":0.7}}", "{\"model\":\"auto\"}"));

        // When
        for (int user = 0; user < 10; user++) {
            call("user_" + user);
        }

        // Then
        assertThat(upstream.requests())
                .extracting(TestingUpstream.Request::text)
                .containsOnly(REQUEST);
    }

    @Test
    void shouldLetOperatorsForceAVariant() {
        // Given
        tables.experiments(experiment("hash", "running", "{}", "{\"model\":\"gpt-4\"}"));

        // When
        var forced = force(TestTokens.OPERATOR, "comparison=other");
        var denied = force(TestTokens.INGEST, "comparison=other");
        var unknown = force(TestTokens.OPERATOR, "comparison=nobody");
        var nonsense = force(TestTokens.OPERATOR, "comparison");

        // Then
        forced.then().statusCode(200).header("Courtside-Variant", "comparison=other");
        assertThat(upstream.request().text()).contains("gpt-4");
        denied.then().statusCode(403);
        unknown.then().statusCode(400).body("field", equalTo("Courtside-Force-Variant"));
        nonsense.then().statusCode(400);
    }

    @Test
    void shouldServeTheControlOfAPausedExperiment() {
        // Given
        tables.experiments(experiment("hash", "paused", "{\"model\":\"deepseek-chat\"}", "{\"model\":\"gpt-4\"}"));

        // When
        for (int user = 0; user < 10; user++) {
            call("user_" + user).then().header("Courtside-Variant", "comparison=control");
        }

        // Then
        assertThat(upstream.requests()).allSatisfy(r -> assertThat(r.text()).contains("deepseek-chat"));
    }

    @Test
    void shouldLeaveOtherRoutesAlone() {
        // Given
        tables.experiments(experiment("hash", "running", "{\"model\":\"x\"}", "{\"model\":\"y\"}"));

        // When
        var stats = as(TestTokens.INGEST).body("{\"model\":\"mine\"}").post("/stats/players");
        var models = as(TestTokens.INGEST).get("/v1/models");

        // Then
        stats.then().header("Courtside-Variant", nullValue());
        models.then().header("Courtside-Variant", nullValue());
        assertThat(upstream.requests().getFirst().text()).isEqualTo("{\"model\":\"mine\"}");
    }

    @Test
    void shouldAskOnceForAStickyVariantWithinTheTrace() {
        // Given
        tables.experiments(experiment("persisted", "running", "{}", "{\"model\":\"gpt-4\"}"));
        String unit = "sticky-" + UUID.randomUUID();
        HttpPeer service = DataPathResource.experiment();
        service.answer(request -> request.path().endsWith("/assignments")
                ? Answer.json(
                        200,
                        "{\"experiment\":\"comparison\",\"variant\":\"other\",\"phase\":1,\"reason\":\"sticky\",\"enrolled\":true}")
                : Answer.json(404, "{}"));

        // When
        Awaitility.await("a first answer within the patience of a cold start")
                .until(() -> "comparison=other".equals(call(unit).header("Courtside-Variant")) && asked(unit) > 0);
        long askedBefore = asked(unit);
        var answer = call(unit);

        // Then
        answer.then().header("Courtside-Variant", "comparison=other");
        assertThat(asked(unit)).isEqualTo(askedBefore);
        String fresh = "sticky-" + UUID.randomUUID();
        String traceId = call(fresh).header("Courtside-Trace-Id");
        var tree = spans.await(traceId, found -> found.size() == 3);
        var server = tree.stream()
                .filter(s -> s.getKind() == SpanKind.SERVER)
                .findFirst()
                .orElseThrow();
        assertThat(tree)
                .filteredOn(s -> s.getKind() == SpanKind.CLIENT)
                .hasSize(2)
                .allSatisfy(s -> assertThat(s.getParentSpanId()).isEqualTo(server.getSpanId()));
    }

    @Test
    void shouldServeTheControlWhereAStickyVariantCannotBeAskedFor() {
        // Given
        tables.experiments(
                experiment("persisted", "running", "{\"model\":\"deepseek-chat\"}", "{\"model\":\"gpt-4\"}"));
        DataPathResource.experiment().answer(request -> Answer.json(503, "{}"));

        // When
        for (int user = 0; user < 8; user++) {
            call("lost-" + UUID.randomUUID()).then().statusCode(200).header("Courtside-Variant", "comparison=control");
        }

        // Then nobody is asked any more for a while
        long asked = DataPathResource.experiment().requests().stream()
                .filter(r -> r.path().endsWith("/assignments") && r.body().contains("\"lost-"))
                .count();
        assertThat(asked).isBetween(1L, 7L); // failures of another test, on a slow machine, may count along
        Awaitility.await("the pause to be over, for the other tests")
                .pollDelay(StickyVariants.PAUSE)
                .until(() -> true);
    }

    private static long asked(String unit) {
        return DataPathResource.experiment().requests().stream()
                .filter(r -> r.path().equals("/v1/experiments/comparison/assignments")
                        && r.body().contains(unit))
                .count();
    }

    private static io.restassured.response.Response call(String user) {
        return as(TestTokens.INGEST)
                .header("Courtside-User", user)
                .body(REQUEST)
                .post("/v1/chat/completions");
    }

    private static io.restassured.response.Response force(String token, String variant) {
        return as(token)
                .header("Courtside-Force-Variant", variant)
                .body(REQUEST)
                .post("/v1/chat/completions");
    }

    private static String experiment(String stickiness, String status, String control, String other) {
        return """
                [{"key":"comparison","status":"%s","unit":"user","seed":"s","phase":1,
                  "variants":[{"name":"control","weight":50,"config":%s},{"name":"other","weight":50,"config":%s}],
                  "control":"control","stickiness":"%s","routes":["chat"],"targeting":{},"buckets":"0*5000,1*5000"}]""".formatted(status, control, other, stickiness);
    }
}
