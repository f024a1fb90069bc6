package dev.courtside.experiment.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.courtside.engine.experiment.ExperimentDefinition;
import dev.courtside.engine.experiment.ExperimentSnapshot;
import dev.courtside.engine.experiment.ExperimentStatus;
import dev.courtside.experiment.ExperimentTestResource;
import dev.courtside.experiment.TestingExperiment;
import dev.courtside.testkit.CourtsideClient;
import dev.courtside.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ExperimentTestResource.class)
class SnapshotTest {
    private static final Duration SOON = Duration.ofSeconds(15);

    @TestHTTPResource("/v1/snapshot/stream")
    URI stream;

    @Test
    void shouldPublishLiveExperimentsAndFlags() {
        // Given
        TestingExperiment running = TestingExperiment.draft().started();
        TestingExperiment draft = TestingExperiment.draft();
        draft.post();
        String flag = "flag-" + UUID.randomUUID();
        CourtsideClient.as(TestTokens.OPERATOR)
                .body("{\"variants\":{\"on\":true,\"off\":false},\"defaultVariant\":\"on\"}")
                .put("/v1/flags/" + flag);

        // When
        ExperimentSnapshot snapshot = await().atMost(SOON)
                .until(SnapshotTest::snapshot, copy -> copy.flag(flag).isPresent());

        // Then
        ExperimentDefinition published = snapshot.experiment(running.key()).orElseThrow();
        assertThat(published.status()).isEqualTo(ExperimentStatus.RUNNING);
        assertThat(published.routes()).containsExactly(running.key());
        assertThat(published
                        .variant("treatment")
                        .orElseThrow()
                        .config()
                        .path("model")
                        .asText())
                .isEqualTo("model-of-treatment");
        assertThat(snapshot.experiment(draft.key())).isEmpty();
        running.act("stop").statusCode(200);
        await().atMost(SOON)
                .until(
                        SnapshotTest::snapshot,
                        copy -> copy.experiment(running.key()).isEmpty());
    }

    @Test
    void shouldAnswer304UntilSomethingChanges() {
        // Given
        TestingExperiment first = TestingExperiment.draft().started();
        await().atMost(SOON)
                .until(
                        SnapshotTest::snapshot,
                        copy -> copy.experiment(first.key()).isPresent());
        String etag = get(null).header("ETag");

        // When / Then
        assertThat(get(etag).statusCode()).isEqualTo(304);
        TestingExperiment.draft().started();
        await().atMost(SOON).until(() -> get(etag).statusCode() == 200);
        assertThat(get(null).header("ETag")).isNotEqualTo(etag);
    }

    @Test
    void shouldTellStreamsOfNewVersions() throws Exception {
        // Given
        CopyOnWriteArrayList<JsonObject> versions = new CopyOnWriteArrayList<>();
        HttpRequest request = HttpRequest.newBuilder(stream)
                .header("Authorization", "Bearer " + TestTokens.VIEWER)
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<java.io.InputStream> response =
                    client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            assertThat(response.statusCode()).isEqualTo(200);
            Thread reader = Thread.ofVirtual().start(() -> read(response, versions));
            await().atMost(SOON).until(() -> !versions.isEmpty());
            long before = versions.getLast().getLong("version");

            // When
            TestingExperiment.draft().post().statusCode(201);

            // Then
            await().atMost(SOON).until(() -> versions.getLast().getLong("version") > before);
            response.body().close();
            reader.join(SOON);
            client.shutdownNow();
        }
    }

    @Test
    void shouldShowTheSnapshotToViewersOnly() {
        assertThat(CourtsideClient.as(TestTokens.INGEST).get("/v1/snapshot").statusCode())
                .isEqualTo(403);
        assertThat(CourtsideClient.anonymous().get("/v1/snapshot").statusCode()).isEqualTo(401);
    }

    private static void read(HttpResponse<java.io.InputStream> response, CopyOnWriteArrayList<JsonObject> versions) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("data:")) {
                    versions.add(new JsonObject(line.substring("data:".length()).strip()));
                }
            }
        } catch (java.io.IOException closed) {
            // the test closes the stream when it has seen enough
        }
    }

    private static ExperimentSnapshot snapshot() {
        Response response = get(null);
        if (response.statusCode() != 200) {
            return ExperimentSnapshot.EMPTY;
        }
        JsonObject envelope = new JsonObject(response.asString());
        assertThat(envelope.getString("kind")).isEqualTo("experiments");
        return ExperimentSnapshot.parse(envelope.getJsonObject("data").encode().getBytes(StandardCharsets.UTF_8));
    }

    private static Response get(@org.jspecify.annotations.Nullable String etag) {
        return Optional.ofNullable(etag)
                .map(tag -> CourtsideClient.as(TestTokens.VIEWER).header("If-None-Match", tag))
                .orElseGet(() -> CourtsideClient.as(TestTokens.VIEWER))
                .get("/v1/snapshot");
    }
}
