package dev.courtside.experiment.outcome;

import static dev.courtside.experiment.TestingExperiment.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import dev.courtside.experiment.ExperimentTestResource;
import dev.courtside.experiment.TestingExperiment;
import dev.courtside.testkit.CourtsideClient;
import dev.courtside.testkit.MutableClock;
import dev.courtside.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(ExperimentTestResource.class)
class OutcomeTest {
    @Inject
    MutableClock clock;

    @Inject
    OutcomeRetention retention;

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void shouldCountABatchOnce() {
        // Given
        TestingExperiment experiment = TestingExperiment.draft().started();
        UUID batch = UUID.randomUUID();
        JsonObject[] outcomes = {
            experiment.exposure("control", "u1"), experiment.measurement("response_quality", "u1", 8.5),
        };

        // When
        send(batch, outcomes)
                .statusCode(200)
                .body("accepted", equalTo(2))
                .body("duplicates", equalTo(0))
                .body("rejected", empty());
        send(batch, outcomes).statusCode(200).body("accepted", equalTo(0)).body("duplicates", equalTo(2));
        send(UUID.randomUUID(), outcomes).body("accepted", equalTo(0)).body("duplicates", equalTo(2));

        // Then
        experiment.analysis().body("variants[0].units", equalTo(1)).body("variants[0].exposures", equalTo(1));
        arm(experiment, "response_quality", "control", 1, 8.5);
    }

    @Test
    void shouldCountOutcomesOfManyConcurrentBatchesExactly() throws Exception {
        // Given
        TestingExperiment experiment = TestingExperiment.draft().started();
        List<Callable<Integer>> senders = new ArrayList<>();
        for (int batch = 0; batch < 16; batch++) {
            JsonObject[] outcomes = new JsonObject[40];
            for (int i = 0; i < 20; i++) {
                outcomes[2 * i] = experiment.exposure("treatment", "u" + i);
                outcomes[2 * i + 1] = experiment.measurement("response_quality", "u" + i, i);
            }
            senders.add(() -> send(outcomes).extract().path("accepted"));
        }

        // When
        int accepted = 0;
        try (ExecutorService pool = Executors.newFixedThreadPool(16)) {
            for (Future<Integer> future : pool.invokeAll(senders)) {
                accepted += future.resultNow();
            }
        }

        // Then
        assertThat(accepted).isEqualTo(640);
        experiment.analysis().body("variants[1].units", equalTo(20)).body("variants[1].exposures", equalTo(320));
        arm(experiment, "response_quality", "treatment", 20, 9.5);
    }

    @Test
    void shouldAverageAUnitsValuesIntoOne() {
        // Given
        TestingExperiment experiment = TestingExperiment.draft().started();

        // When
        send(
                experiment.exposure("control", "u1"),
                experiment.exposure("control", "u2"),
                experiment.measurement("response_quality", "u1", 2),
                experiment.measurement("response_quality", "u1", 4));
        send(experiment.measurement("response_quality", "u1", 9), experiment.measurement("response_quality", "u2", 1));

        // Then
        arm(experiment, "response_quality", "control", 2, 3);
    }

    @Test
    void shouldCountExposedUnitsWithoutAnOutcomeInAProportion() {
        // Given
        TestingExperiment experiment = TestingExperiment.draft().started();

        // When
        send(
                experiment.exposure("control", "u1"),
                experiment.exposure("control", "u2"),
                experiment.measurement("error_rate", "u1", 0),
                experiment.measurement("error_rate", "u1", 1));

        // Then
        arm(experiment, "error_rate", "control", 2, 0.5);
    }

    @Test
    void shouldCountAMeasurementThatArrivesBeforeItsExposure() {
        // Given
        TestingExperiment experiment = TestingExperiment.draft().started();
        Instant exposed = Instant.now().minusSeconds(600);
        send(
                experiment
                        .measurement("response_quality", "u1", 7)
                        .put("at", exposed.plusSeconds(60).toString()),
                experiment
                        .measurement("response_quality", "u1", 1)
                        .put("at", exposed.minusSeconds(3600).toString()));

        // When
        send(experiment.exposure("control", "u1").put("at", exposed.toString()));

        // Then: the hour before it saw the variant does not count
        arm(experiment, "response_quality", "control", 1, 7);
    }

    @Test
    void shouldCountAMeasurementWithoutAUnitAsOneOfItsOwn() {
        // Given
        TestingExperiment experiment = TestingExperiment.draft().started();
        JsonObject first = experiment
                .measurement("response_quality", "u", 4)
                .put("experiment", experiment.key())
                .put("variant", "treatment");
        JsonObject second = first.copy().put("id", "other-" + UUID.randomUUID()).put("value", 6);
        first.remove("unit");
        second.remove("unit");

        // When
        send(first, second).body("accepted", equalTo(2));

        // Then
        arm(experiment, "response_quality", "treatment", 2, 5);
        experiment.analysis().body("variants[1].units", equalTo(2));
    }

    @Test
    void shouldKeepAUnitInTheVariantItSawFirst() {
        // Given
        TestingExperiment experiment = TestingExperiment.draft().started();
        send(experiment.exposure("control", "u1"));

        // When
        ValidatableResponse answer = send(experiment.exposure("treatment", "u1"));

        // Then
        answer.statusCode(200)
                .body("accepted", equalTo(0))
                .body("rejected[0].index", equalTo(0))
                .body("rejected[0].field", equalTo("variant"))
                .body("rejected[0].reason", containsString("given control before"));
        experiment.analysis().body("variants.units", equalTo(List.of(1, 0)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\":\"click\"} | type",
                "{\"type\":\"exposure\",\"variant\":\"control\",\"unit\":\"u\"} | experiment",
                "{\"type\":\"exposure\",\"experiment\":\"KEY\",\"unit\":\"u\"} | variant",
                "{\"type\":\"exposure\",\"experiment\":\"KEY\",\"variant\":\"control\"} | unit",
                "{\"type\":\"exposure\",\"experiment\":\"KEY\",\"variant\":\"nobody\",\"unit\":\"u\"} | variant",
                "{\"type\":\"exposure\",\"experiment\":\"nobody\",\"variant\":\"control\",\"unit\":\"u\"} | experiment",
                "{\"type\":\"exposure\",\"experiment\":\"KEY\",\"variant\":\"control\",\"unit\":\"u\",\"phase\":2} | phase",
                "{\"type\":\"exposure\",\"experiment\":\"KEY\",\"variant\":\"control\",\"unit\":\"u\",\"phase\":0} | phase",
                "{\"type\":\"exposure\",\"experiment\":\"KEY\",\"variant\":\"control\",\"unit\":7} | unit",
                "{\"type\":\"metric\",\"metric\":\"happiness\",\"unit\":\"u\",\"value\":1} | metric",
                "{\"type\":\"metric\",\"unit\":\"u\",\"value\":1} | metric",
                "{\"type\":\"metric\",\"metric\":\"response_quality\",\"unit\":\"u\",\"value\":NaN} | value",
                "{\"type\":\"metric\",\"metric\":\"response_quality\",\"unit\":\"u\",\"value\":Infinity} | value",
                "{\"type\":\"metric\",\"metric\":\"response_quality\",\"unit\":\"u\",\"value\":1e999} | value",
                "{\"type\":\"metric\",\"metric\":\"response_quality\",\"unit\":\"u\",\"value\":\"8\"} | value",
                "{\"type\":\"metric\",\"metric\":\"response_quality\",\"unit\":\"u\"} | value",
                "{\"type\":\"metric\",\"metric\":\"response_quality\",\"value\":1} | unit",
                "{\"type\":\"metric\",\"metric\":\"error_rate\",\"unit\":\"u\",\"value\":0.5} | value",
                "{\"type\":\"metric\",\"metric\":\"tokens\",\"unit\":\"u\",\"value\":1,\"at\":\"yesterday\"} | at",
                "{\"type\":\"metric\",\"metric\":\"tokens\",\"unit\":\"u\",\"value\":1,\"at\":\"2099-01-01T00:00:00Z\"} | at"
            })
    void shouldRejectOneOutcomeAndTakeTheOthers(String wrong, String field) {
        // Given
        TestingExperiment experiment = TestingExperiment.draft().started();
        String good = experiment.exposure("control", "good").encode();
        String batch = "{\"batchId\":\"" + UUID.randomUUID() + "\",\"outcomes\":["
                + wrong.replace("KEY", experiment.key()) + "," + good + "]}";

        // When
        ValidatableResponse answer = send(batch);

        // Then
        answer.statusCode(200)
                .body("accepted", equalTo(1))
                .body("rejected.size()", equalTo(1))
                .body("rejected[0].index", equalTo(0))
                .body("rejected[0].field", equalTo(field));
        experiment.analysis().body("variants.units", equalTo(List.of(1, 0)));
    }

    @Test
    void shouldTakeOutcomesOnlyOfExperimentsThatRanThen() {
        // Given
        TestingExperiment draft = TestingExperiment.draft();
        draft.post();
        TestingExperiment decided = TestingExperiment.draft().started();
        decided.act("stop").statusCode(200);
        String earlier = Instant.now().minusSeconds(120).toString();

        // When / Then
        send(draft.exposure("control", "u1")).body("rejected[0].field", equalTo("experiment"));
        send(decided.exposure("control", "u1")).body("rejected[0].field", equalTo("at"));
        send(decided.exposure("control", "u1").put("at", earlier)).body("accepted", equalTo(1));
    }

    @Test
    void shouldRefuseBatchesThatCannotBeTakenAsAWhole() {
        // Given
        String one = TestingExperiment.draft().measurement("tokens", "u", 1).encode();
        String tooMany = "{\"batchId\":\"" + UUID.randomUUID() + "\",\"outcomes\":[" + ("{},".repeat(10_000)) + "{}]}";
        String tooLarge = "{\"batchId\":\"" + "x".repeat(4 * 1024 * 1024) + "\"}";

        // When / Then
        send("{\"outcomes\":[" + one + "]}").statusCode(400).body("field", equalTo("batchId"));
        send("{\"batchId\":\"1\",\"outcomes\":[]}").statusCode(400).body("field", equalTo("batchId"));
        send("{\"batchId\":\"" + UUID.randomUUID() + "\"}").statusCode(400).body("field", equalTo("outcomes"));
        send("{\"batchId\":").statusCode(400).body("type", containsString("invalid-json"));
        send("[]").statusCode(400);
        send(tooMany).statusCode(422).body("field", equalTo("outcomes")).body("limit", equalTo(10_000));
        send(tooLarge).statusCode(413).body("limit", equalTo(4 * 1024 * 1024));
        CourtsideClient.as(TestTokens.VIEWER)
                .body("{}")
                .post("/v1/outcomes")
                .then()
                .statusCode(403);
    }

    @Test
    void shouldTakeTheLargestBatch() {
        // Given
        TestingExperiment experiment = TestingExperiment.draft().started();
        JsonObject[] outcomes = new JsonObject[10_000];
        for (int i = 0; i < outcomes.length; i++) {
            outcomes[i] = experiment.exposure(i % 2 == 0 ? "control" : "treatment", "u" + i);
        }

        // When
        ValidatableResponse answer = send(outcomes);

        // Then
        answer.statusCode(200).body("accepted", equalTo(10_000));
        experiment.analysis().body("variants.units", equalTo(List.of(5_000, 5_000)));
    }

    @Test
    void shouldRefuseABatchThatNobodyCouldTellFromARepeat() {
        // Given
        UUID batch = dev.courtside.kit.id.UuidV7.next();
        clock.advance(Duration.ofDays(8));

        // When
        ValidatableResponse answer = send(batch, TestingExperiment.draft().measurement("tokens", "u", 1));

        // Then
        answer.statusCode(422).body("field", equalTo("batchId"));
    }

    @Test
    void shouldForgetOutcomesButNotTheirSums() {
        // Given
        TestingExperiment experiment = TestingExperiment.draft().started();
        JsonObject measured = experiment.measurement("response_quality", "u1", 3);
        send(experiment.exposure("control", "u1"), measured);
        clock.advance(Duration.ofDays(9));

        // When
        int forgotten = retention.forget().await().atMost(Duration.ofSeconds(30));

        // Then
        assertThat(forgotten).isGreaterThanOrEqualTo(2);
        arm(experiment, "response_quality", "control", 1, 3);
    }

    private static void arm(TestingExperiment experiment, String metric, String variant, int units, double mean) {
        String arm = variant.equals("control") ? "control" : "treatment";
        String path = "metrics.find { it.metric == '" + metric + "' }." + arm;
        experiment
                .analysis()
                .statusCode(200)
                .body(path + ".units", equalTo(units))
                .body(path + ".mean.toDouble()", closeTo(mean, 1e-9));
    }
}
