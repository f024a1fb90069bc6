package dev.courtside.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.courtside.e2e.house.Api;
import dev.courtside.e2e.house.Courtside;
import dev.courtside.e2e.house.CourtsideSuite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong is told by status, type and field. */
@ExtendWith(CourtsideSuite.class)
class ProblemsIT {
    private static final String EXPERIMENT = """
            {"key":"%s","name":"Problems","unit":"user","control":"a","stickiness":"hash","routes":["nowhere"],
             "variants":[{"name":"a","weight":%d,"config":{}},{"name":"b","weight":50,"config":{}}]}
            """;

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "anomaly", "experiment", "region"})
    void shouldAskForAToken(String service, Courtside courtside) {
        // Given
        Api anonymous = courtside.api(service).withoutToken();

        // When
        Api.Answer answer = anonymous.get("/v1/status");

        // Then
        assertProblem(answer, 401, "unauthenticated");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "anomaly", "experiment", "region"})
    void shouldRefuseATokenThatNobodyIssued(String service, Courtside courtside) {
        // Given
        Api stranger = courtside.api(service).withToken("cs_" + "A".repeat(43));

        // When
        Api.Answer answer = stranger.get("/v1/status");

        // Then
        assertProblem(answer, 401, "unauthenticated");
    }

    @Test
    void shouldRefuseWhatARoleMayNotDoInEveryService(Courtside courtside) {
        // Given: a token made at the gateway reaches the others by its snapshot
        String viewer = courtside.token("viewer");
        for (String service : new String[] {"gateway", "anomaly", "experiment", "region"}) {
            org.awaitility.Awaitility.await(service + " knows the token")
                    .until(() -> courtside
                                    .api(service)
                                    .withToken(viewer)
                                    .get("/v1/status")
                                    .status()
                            == 200);
        }

        // When
        Api.Answer route = courtside.api("gateway").withToken(viewer).put("/v1/routes/other", "{}");
        Api.Answer points = courtside.api("anomaly").withToken(viewer).post("/v1/points", "{\"points\":[]}");
        Api.Answer experiment = courtside
                .api("experiment")
                .withToken(viewer)
                .post("/v1/experiments", EXPERIMENT.formatted("forbidden", 50));
        Api.Answer deployments =
                courtside.api("region").withToken(viewer).post("/v1/deployments:import", "{\"deployments\":[]}");

        // Then
        assertProblem(route, 403, "forbidden");
        assertProblem(points, 403, "forbidden");
        assertProblem(experiment, 403, "forbidden");
        assertProblem(deployments, 403, "forbidden");
    }

    @Test
    void shouldNameWhatIsWrongWithAnExperiment(Courtside courtside) {
        // Given
        Api experiments = courtside.api("experiment");
        experiments
                .post("/v1/experiments", EXPERIMENT.formatted("duplicate", 50))
                .expectSuccess();

        // When
        Api.Answer broken = experiments.post("/v1/experiments", "{\"key\":\"broken\",");
        Api.Answer mistyped = experiments.post(
                "/v1/experiments", EXPERIMENT.formatted("mistyped", 50).replace("50", "\"half\""));
        Api.Answer weights = experiments.post("/v1/experiments", EXPERIMENT.formatted("weights", 60));
        Api.Answer duplicate = experiments.post("/v1/experiments", EXPERIMENT.formatted("duplicate", 50));

        // Then
        assertProblem(broken, 400, "invalid-json");
        assertProblem(mistyped, 400, "invalid-json", "invalid-request");
        assertThat(mistyped.json().path("field").asText()).contains("weight");
        assertProblem(weights, 422, "unprocessable");
        assertThat(weights.json().path("field").asText()).contains("variants");
        assertProblem(duplicate, 409, "conflict");
        assertThat(duplicate.json().path("field").asText()).isEqualTo("key");
    }

    @Test
    void shouldNameTheLimitThatABodyIsOver(Courtside courtside) {
        // Given
        String large = "{\"padding\":\"" + "x".repeat(5 * 1024 * 1024) + "\"}";

        // When
        Api.Answer points = courtside.api("anomaly").post("/v1/points", large);
        Api.Answer experiment = courtside.api("experiment").post("/v1/experiments", large);
        Api.Answer deployments = courtside.api("region").post("/v1/deployments:import", large);
        Api.Answer route = courtside.api("gateway").put("/v1/routes/large", large);

        // Then
        assertProblem(points, 413, "too-large");
        assertProblem(experiment, 413, "too-large");
        assertProblem(deployments, 413, "too-large");
        assertProblem(route, 413, "too-large");
        assertThat(points.body()).containsPattern("limit|at most");
    }

    @Test
    void shouldRefuseOnTheDataPathAsAnywhere(Courtside courtside) {
        // Given
        Api gateway = courtside.api("gateway");

        // When
        Api.Answer anonymous = gateway.withoutToken().post("/v1/chat/completions", "{}");
        Api.Answer broken = gateway.post("/v1/chat/completions", "{\"model\":");
        Api.Answer unknown = gateway.get("/no-such-route/at/all");

        // Then
        assertProblem(anonymous, 401, "unauthenticated");
        assertProblem(broken, 400, "invalid-json");
        assertProblem(unknown, 404, "not-found");
    }

    private static void assertProblem(Api.Answer answer, int status, String... types) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().path("status").asInt()).isEqualTo(status);
        assertThat(answer.json().path("title").asText()).isNotBlank();
        assertThat(types)
                .anySatisfy(type -> assertThat(answer.json().path("type").asText())
                        .isEqualTo("https://courtside.dev/problems/" + type));
    }
}
