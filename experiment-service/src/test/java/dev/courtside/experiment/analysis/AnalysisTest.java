package dev.courtside.experiment.analysis;

import static dev.courtside.experiment.TestingExperiment.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.courtside.engine.experiment.statistics.ConfidenceSequence;
import dev.courtside.engine.experiment.statistics.Effect;
import dev.courtside.engine.experiment.statistics.Sample;
import dev.courtside.engine.experiment.statistics.Welch;
import dev.courtside.experiment.ExperimentTestResource;
import dev.courtside.experiment.TestingExperiment;
import dev.courtside.testkit.CourtsideClient;
import dev.courtside.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(ExperimentTestResource.class)
class AnalysisTest {

    @Test
    void shouldComputeFromOutcomesWhatFollowsFromTheirSums() {
        // Given
        TestingExperiment experiment = TestingExperiment.draft().started();
        Random random = new Random(20_261_123);
        double[][] sums = new double[2][2];
        List<JsonObject> outcomes = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            int arm = i % 2;
            double value = 7 + arm + random.nextGaussian();
            sums[arm][0] += value;
            sums[arm][1] += value * value;
            outcomes.add(experiment.exposure(arm == 0 ? "control" : "treatment", "u" + i));
            outcomes.add(experiment.measurement("response_quality", "u" + i, value));
        }
        Effect expected = Objects.requireNonNull(Effect.absolute(
                new Sample.Values(200, sums[0][0], sums[0][1]), new Sample.Values(200, sums[1][0], sums[1][1])));

        // When
        send(outcomes.toArray(JsonObject[]::new)).body("accepted", equalTo(800));
        JsonObject analysis =
                new JsonObject(experiment.analysis().statusCode(200).extract().asString());

        // Then
        JsonObject metric = analysis.getJsonArray("metrics").stream()
                .map(JsonObject.class::cast)
                .filter(one -> one.getString("metric").equals("response_quality"))
                .findFirst()
                .orElseThrow();
        JsonObject absolute = metric.getJsonObject("absolute");
        assertThat(metric.getString("variant")).isEqualTo("treatment");
        assertThat(absolute.getDouble("estimate")).isCloseTo(expected.estimate(), within(1e-9));
        assertThat(absolute.getDouble("standardError")).isCloseTo(expected.standardError(), within(1e-9));
        assertThat(absolute.getJsonObject("welch").getJsonArray("ci").getDouble(0))
                .isCloseTo(Welch.test(expected, 0.05).interval().low(), within(1e-9));
        assertThat(absolute.getJsonObject("sequential").getJsonArray("ci").getDouble(1))
                .isCloseTo(
                        new ConfidenceSequence(0.05, 5000)
                                .test(expected)
                                .interval()
                                .high(),
                        within(1e-9));
        assertThat(analysis.getJsonObject("decision").getString("verdict")).isEqualTo("ship");
        assertThat(analysis.getJsonObject("decision").getString("winner")).isEqualTo("treatment");
        assertThat(analysis.getJsonObject("decision").getDouble("confidence")).isGreaterThan(99.9);
        assertThat(analysis.getJsonObject("srm").getDouble("pValue")).isEqualTo(1);
    }

    @Test
    void shouldKeepRunningWithoutOutcomes() {
        // Given
        TestingExperiment experiment = TestingExperiment.draft().started();

        // When
        ValidatableResponse analysis = experiment.analysis();

        // Then
        analysis.statusCode(200)
                .body("experiment", equalTo(experiment.key()))
                .body("status", equalTo("running"))
                .body("phase", equalTo(1))
                .body("metrics.metric", equalTo(List.of("error_rate", "response_quality")))
                .body("metrics[1].part", equalTo("primary"))
                .body("metrics[1].absolute", nullValue())
                .body("decision.verdict", equalTo("keep running"))
                .body("decision.winner", nullValue())
                .body("decision.reasons[0]", containsString("at least 100"));
    }

    @Test
    void shouldCallAnExperimentInvalidWhoseSplitIsBroken() {
        // Given
        TestingExperiment experiment = TestingExperiment.draft().started();
        List<JsonObject> outcomes = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            outcomes.add(experiment.exposure(i < 50 ? "treatment" : "control", "u" + i));
        }

        // When
        send(outcomes.toArray(JsonObject[]::new));

        // Then
        experiment
                .analysis()
                .body("srm.pValue.toDouble()", lessThan(1e-9))
                .body("decision.verdict", equalTo("invalid"))
                .body("decision.reasons[0]", containsString("not split as the weights say"));
    }

    @Test
    void shouldRollBackWhenAGuardrailFails() {
        // Given
        TestingExperiment experiment = TestingExperiment.draft().started();
        List<JsonObject> outcomes = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            boolean treated = i % 2 == 0;
            outcomes.add(experiment.exposure(treated ? "treatment" : "control", "u" + i));
            outcomes.add(experiment.measurement("error_rate", "u" + i, treated && i % 4 == 0 ? 1 : 0));
        }

        // When
        send(outcomes.toArray(JsonObject[]::new));

        // Then
        experiment
                .analysis()
                .body("decision.verdict", equalTo("roll back"))
                .body("decision.winner", equalTo("control"))
                .body("decision.reasons[0]", containsString("treatment harms the guardrail error_rate"))
                .body("metrics[0].absolute.bayes.chanceToWin.toDouble()", lessThan(0.001));
    }

    @Test
    void shouldCalculateWithoutAnExperiment() {
        // Given: a case of the independent reference
        String request = """
                {"metric":"mean","difference":"absolute","alpha":0.05,"sequentialTuningParameter":5000,
                 "prior":{"mean":0,"standardDeviation":0.3},
                 "control":{"n":8062,"sum":25301.11830555756,"sumSquares":133522.03773365176},
                 "treatment":{"n":7749,"sum":22962.193276714934,"sumSquares":112172.90289624807}}""";

        // When
        ValidatableResponse answer = calculate(request);

        // Then
        answer.statusCode(200)
                .body("estimate.toDouble()", closeTo(-0.17507182211921624, 1e-7))
                .body("welch.pValue.toDouble()", closeTo(9.865498600047928e-06, 1e-10))
                .body("sequential.ci[0].toDouble()", closeTo(-0.2978933242299996, 1e-7))
                .body("bayes.chanceToWin.toDouble()", closeTo(4.9893574890343034e-06, 1e-12))
                .body("bayes.risk[1].toDouble()", closeTo(0.1747627637947875, 1e-7));
        calculate("{\"metric\":\"proportion\",\"control\":{\"n\":100,\"sum\":10},\"treatment\":{\"n\":100,\"sum\":20}}")
                .statusCode(200)
                .body("estimate.toDouble()", closeTo(1, 1e-6));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | 400 | metric",
                "{\"metric\":\"quantile\"} | 400 | metric",
                "{\"metric\":\"proportion\"} | 400 | control",
                "{\"metric\":\"proportion\",\"control\":{\"n\":1}} | 400 | control.sum",
                "{\"metric\":\"mean\",\"control\":{\"n\":9,\"sum\":3}} | 400 | control.sumSquares",
                "{\"metric\":\"proportion\",\"control\":{\"n\":9,\"sum\":10},\"treatment\":{\"n\":9,\"sum\":1}} | 422 | control",
                "{\"metric\":\"proportion\",\"control\":{\"n\":9,\"sum\":1},\"treatment\":{\"n\":-9,\"sum\":1}} | 422 | treatment",
                "{\"metric\":\"proportion\",\"control\":{\"n\":9,\"sum\":0},\"treatment\":{\"n\":9,\"sum\":1}} | 422 | control",
                "{\"metric\":\"proportion\",\"control\":{\"n\":9,\"sum\":1},\"treatment\":{\"n\":9,\"sum\":1},\"alpha\":1} | 422 | alpha",
                "{\"metric\":\"proportion\",\"control\":{\"n\":9,\"sum\":1},\"treatment\":{\"n\":9,\"sum\":1},\"prior\":{}} | 422 | prior",
                "{\"metric\":\"proportion\",\"control\":{\"n\":9,\"sum\":1},\"treatment\":{\"n\":9,\"sum\":1},\"sequentialTuningParameter\":0} | 422 | sequentialTuningParameter"
            })
    void shouldNameWhatCannotBeCalculated(String request, int status, String field) {
        // When
        ValidatableResponse answer = calculate(request);

        // Then
        answer.statusCode(status).body("field", equalTo(field)).body("detail", notNullValue());
    }

    private static ValidatableResponse calculate(String request) {
        return CourtsideClient.as(TestTokens.VIEWER)
                .body(request)
                .post("/v1/analysis")
                .then();
    }
}
