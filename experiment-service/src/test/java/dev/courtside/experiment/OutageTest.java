package dev.courtside.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.courtside.testkit.CourtsideClient;
import dev.courtside.testkit.PostgresResource;
import dev.courtside.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ExperimentTestResource.class)
class OutageTest {
    private static final Duration SOON = Duration.ofSeconds(40);

    @TestHTTPResource(value = "/health/ready", management = true)
    URI readiness;

    @TestHTTPResource(value = "/health/live", management = true)
    URI liveness;

    private boolean stopped;

    @AfterEach
    void startPostgresForTheOthers() {
        if (stopped) {
            PostgresResource.startPostgres();
        }
    }

    @Test
    void shouldSayWhatIsMissingAndGoOnWhenPostgresIsBack() {
        // Given
        TestingExperiment experiment = TestingExperiment.draft().started();
        await().atMost(SOON).until(() -> get("/v1/snapshot") == 200);

        // When
        PostgresResource.stopPostgres();
        stopped = true;

        // Then
        await().atMost(SOON).until(() -> status(readiness) == 503);
        assertThat(CourtsideClient.anonymous().get(readiness).asString()).contains("postgres");
        assertThat(status(liveness)).isEqualTo(200);
        assertThat(get("/v1/snapshot")).isEqualTo(200);
        assertThat(get("/v1/experiments/" + experiment.key())).isEqualTo(503);
        assertThat(get("/v1/experiments/" + experiment.key() + "/analysis")).isEqualTo(503);
        experiment.assign("user_1").statusCode(503).contentType("application/problem+json");
        TestingExperiment.send(experiment.exposure("control", "user_1")).statusCode(503);

        // and after it
        PostgresResource.startPostgres();
        stopped = false;
        await().atMost(SOON).until(() -> status(readiness) == 200);
        experiment.assign("user_1").statusCode(200).body("enrolled", equalTo(true));
        assertThat(get("/v1/experiments/" + experiment.key())).isEqualTo(200);
    }

    private static int status(URI uri) {
        return CourtsideClient.anonymous().get(uri).statusCode();
    }

    private static int get(String path) {
        return CourtsideClient.as(TestTokens.VIEWER).get(path).statusCode();
    }
}
