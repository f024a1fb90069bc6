package dev.courtside.experiment.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.courtside.experiment.ExperimentTestResource;
import dev.courtside.experiment.TestingExperiment;
import dev.courtside.testkit.CourtsideClient;
import dev.courtside.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ExperimentTestResource.class)
class AssignmentTest {
    @Inject
    Pool pool;

    @TestHTTPResource(value = "/metrics", management = true)
    URI metrics;

    @Test
    void shouldAssignAndEnrolAUnitOnce() {
        // Given
        TestingExperiment experiment = TestingExperiment.draft().started();

        // When
        String variant = experiment
                .assign("user_1")
                .statusCode(200)
                .body("experiment", equalTo(experiment.key()))
                .body("phase", equalTo(1))
                .body("reason", equalTo("split"))
                .body("enrolled", equalTo(true))
                .extract()
                .path("variant");
        experiment
                .assign("user_1")
                .body("variant", equalTo(variant))
                .body("config.model", equalTo("model-of-" + variant));

        // Then
        experiment
                .analysis()
                .statusCode(200)
                .body("variants.find { it.name == '" + variant + "' }.units", equalTo(1))
                .body("variants.find { it.name == '" + variant + "' }.exposures", equalTo(2))
                .body("variants.find { it.name != '" + variant + "' }.units", equalTo(0));
    }

    @Test
    void shouldCountFirstEnrolmentsInAMetric() {
        // Given
        TestingExperiment experiment = TestingExperiment.draft().started();
        String variant = experiment.assign("user_1").extract().path("variant");

        // When
        experiment.assign("user_1").statusCode(200);

        // Then
        assertThat(CourtsideClient.anonymous().accept("text/plain").get(metrics).asString())
                .containsPattern("courtside_experiment_exposures_total\\{experiment=\"" + experiment.key()
                        + "\",variant=\"" + variant + "\",?} 1\\.0");
    }

    @Test
    void shouldReadAnAssignmentWithoutEnrolling() {
        // Given
        TestingExperiment experiment = TestingExperiment.draft().started();

        // When
        ValidatableResponse read = CourtsideClient.as(TestTokens.VIEWER)
                .get("/v1/experiments/" + experiment.key() + "/assignments/user_1")
                .then();

        // Then
        String variant = read.statusCode(200).extract().path("variant");
        experiment.analysis().body("variants.units", equalTo(List.of(0, 0)));
        experiment.assign("user_1").body("variant", equalTo(variant));
    }

    @Test
    void shouldGiveOneVariantToFiftyFirstAssignmentsAtOnce() throws Exception {
        // Given: weights so even that hash and stored variant would part on a reweight
        TestingExperiment experiment =
                TestingExperiment.draft().with("stickiness", "persisted").started();
        Callable<String> ask =
                () -> experiment.assign("user_1").statusCode(200).extract().path("variant");

        // When
        Set<String> variants;
        try (ExecutorService callers = Executors.newFixedThreadPool(50)) {
            List<Callable<String>> asks = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                asks.add(ask);
            }
            variants = callers.invokeAll(asks).stream().map(Future::resultNow).collect(Collectors.toSet());
        }

        // Then
        assertThat(variants).hasSize(1);
        assertThat(count(
                        "select count(*) from assignment a join experiment e on e.id = a.experiment_id where e.key = $1",
                        experiment))
                .isEqualTo(1);
        assertThat(count(
                        "select sum(units) from exposure_total t join experiment e on e.id = t.experiment_id where e.key = $1",
                        experiment))
                .isEqualTo(1);
    }

    @Test
    void shouldKeepAPersistedVariantWhateverTheHashWouldSay() {
        // Given: a unit whose stored variant is not the one of the hash
        TestingExperiment experiment =
                TestingExperiment.draft().with("stickiness", "persisted").started();
        String variant = experiment.assign("user_1").extract().path("variant");
        String other = variant.equals("control") ? "treatment" : "control";
        run("update experiment set buckets = '" + (other.equals("control") ? 0 : 1) + "*10000' where key = '"
                + experiment.key() + "'");

        // When
        ValidatableResponse again = experiment.assign("user_1");

        // Then
        again.body("variant", equalTo(variant))
                .body("reason", equalTo("sticky"))
                .body("enrolled", equalTo(true));
        experiment.assign("user_2").body("variant", equalTo(other)).body("reason", equalTo("split"));
    }

    @Test
    void shouldStoreNoUnitInClear() {
        // Given
        TestingExperiment experiment =
                TestingExperiment.draft().with("stickiness", "persisted").started();
        String unit = "jane.doe@example.com";

        // When
        experiment.assign(unit).statusCode(200);

        // Then
        assertThat(count(
                        "select count(*) from assignment a join experiment e on e.id = a.experiment_id where e.key = $1"
                                + " and length(a.unit) = 32 and position('jane' in encode(a.unit, 'escape')) = 0",
                        experiment))
                .isEqualTo(1);
    }

    @Test
    void shouldEnrolNobodyWhoIsNotTargetedOrNotRunning() {
        // Given
        JsonObject proOnly = new JsonObject()
                .put(
                        "==",
                        new JsonArray().add(new JsonObject().put("var", "tier")).add("pro"));
        TestingExperiment targeted =
                TestingExperiment.draft().with("targeting", proOnly).started();
        TestingExperiment draft = TestingExperiment.draft();
        draft.post();
        TestingExperiment paused = TestingExperiment.draft().started();
        paused.act("pause").statusCode(200);

        // When / Then
        targeted.assign("user_1")
                .statusCode(200)
                .body("variant", nullValue())
                .body("reason", equalTo("not-targeted"))
                .body("enrolled", equalTo(false));
        CourtsideClient.as(TestTokens.INGEST)
                .body("{\"unit\":\"user_1\",\"context\":{\"tier\":\"pro\"}}")
                .post("/v1/experiments/" + targeted.key() + "/assignments")
                .then()
                .body("enrolled", equalTo(true));
        draft.assign("user_1").body("reason", equalTo("not-running")).body("variant", nullValue());
        paused.assign("user_1")
                .body("reason", equalTo("paused"))
                .body("variant", equalTo("control"))
                .body("enrolled", equalTo(false));
        paused.analysis().body("variants.units", equalTo(List.of(0, 0)));
    }

    @Test
    void shouldNameWhatIsWrongWithARequest() {
        // Given
        TestingExperiment experiment = TestingExperiment.draft().started();
        String path = "/v1/experiments/" + experiment.key() + "/assignments";

        // When / Then
        experiment.assign("").statusCode(400).body("field", equalTo("unit"));
        experiment.assign("x".repeat(257)).statusCode(400).body("field", equalTo("unit"));
        CourtsideClient.as(TestTokens.INGEST)
                .body("{}")
                .post(path)
                .then()
                .statusCode(400)
                .body("field", equalTo("unit"));
        CourtsideClient.as(TestTokens.INGEST)
                .body("{\"unit\":{}}")
                .post(path)
                .then()
                .statusCode(400)
                .body("field", equalTo("unit"));
        CourtsideClient.as(TestTokens.VIEWER)
                .body("{\"unit\":\"u\"}")
                .post(path)
                .then()
                .statusCode(403);
        CourtsideClient.as(TestTokens.INGEST)
                .body("{\"unit\":\"u\"}")
                .post("/v1/experiments/nobody/assignments")
                .then()
                .statusCode(404);
    }

    private long count(String sql, TestingExperiment experiment) {
        return pool.preparedQuery(sql)
                .execute(io.vertx.mutiny.sqlclient.Tuple.of(experiment.key()))
                .await()
                .atMost(Duration.ofSeconds(10))
                .iterator()
                .next()
                .getLong(0);
    }

    private void run(String sql) {
        pool.query(sql).execute().await().atMost(Duration.ofSeconds(10));
    }
}
