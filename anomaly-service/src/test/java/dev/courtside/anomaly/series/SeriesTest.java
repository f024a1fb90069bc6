package dev.courtside.anomaly.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.courtside.anomaly.AnomalyTestResource;
import dev.courtside.anomaly.TestingPoints;
import dev.courtside.testkit.CourtsideClient;
import dev.courtside.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(AnomalyTestResource.class)
class SeriesTest {
    @Inject
    Checkpointer checkpointer;

    @Inject
    CheckpointStore store;

    @Inject
    DetectionConfig config;

    @Inject
    Detectors detectors;

    @Inject
    SeriesRegistry registry;

    @Test
    void shouldSayHowFarASeriesIsAndWhatItExpects() {
        // Given
        TestingPoints points = TestingPoints.ofNewSeries().addCalm(0, 15);
        points.post();
        String id = SeriesKey.of(points.metric(), java.util.Map.of()).id();
        find(id).body("state", equalTo("learning"))
                .body("progress", equalTo(0.5f))
                .body("expected", nullValue())
                .body("points", equalTo(15));

        // When
        points.next().addCalm(15, 60).post();

        // Then
        find(id).body("state", equalTo("normal"))
                .body("progress", equalTo(1f))
                .body("expected.low", notNullValue())
                .body("expected.high", greaterThan(100f))
                .body("lastAt", notNullValue())
                .body("method", equalTo("zscore"));
        points.next().add(60, 900).post();
        find(id).body("state", equalTo("anomalous")).body("severity", equalTo("critical"));
    }

    @Test
    void shouldKnowAfterARestartWhatItKnewBefore() {
        // Given
        TestingPoints points = TestingPoints.ofNewSeries().addCalm(0, 100);
        points.post();
        checkpointer.flush().await().atMost(Duration.ofSeconds(10));
        SeriesRegistry restarted = new SeriesRegistry(config, detectors);
        Checkpointer ofRestarted = new Checkpointer(store, restarted, InstantSource.system());

        // When
        ofRestarted.resume().await().atMost(Duration.ofSeconds(10));

        // Then
        String id = SeriesKey.of(points.metric(), java.util.Map.of()).id();
        Series before = registry.find(id);
        Series after = restarted.find(id);
        assertThat(before).isNotNull();
        assertThat(after).isNotNull();
        assertThat(after.view()).isEqualTo(before.view());
        java.time.Instant at = java.time.Instant.now();
        assertThat(after.observe(at, 123)).isEqualTo(before.observe(at, 123));
    }

    @Test
    void shouldLearnOnTopOfACheckpointThatCouldBeReadOnlyLater() {
        // Given
        TestingPoints points = TestingPoints.ofNewSeries().addCalm(0, 100);
        points.post();
        checkpointer.flush().await().atMost(Duration.ofSeconds(10));
        SeriesRegistry restarted = new SeriesRegistry(config, detectors);
        SeriesKey key = SeriesKey.of(points.metric(), java.util.Map.of());
        Series early = restarted.obtain(key);
        assertThat(early).isNotNull();
        early.observe(java.time.Instant.now(), 101);

        // When
        new Checkpointer(store, restarted, InstantSource.system())
                .resume()
                .await()
                .atMost(Duration.ofSeconds(10));

        // Then
        SeriesView view = early.view();
        assertThat(view).isNotNull();
        assertThat(view.points()).isEqualTo(101);
        assertThat(view.lastValue()).isEqualTo(101);
    }

    @Test
    void shouldTurnNewSeriesAwayPastTheLimitAndKeepServingTheOthers() {
        // Given
        SeriesRegistry small = new SeriesRegistry(new LimitOf(config, 2), detectors);
        Series known = small.obtain(SeriesKey.of("one", java.util.Map.of()));
        small.obtain(SeriesKey.of("two", java.util.Map.of()));

        // When
        Series turnedAway = small.obtain(SeriesKey.of("three", java.util.Map.of()));

        // Then
        assertThat(turnedAway).isNull();
        assertThat(small.obtain(SeriesKey.of("one", java.util.Map.of()))).isSameAs(known);
        assertThat(small.size()).isEqualTo(2);
    }

    @Test
    void shouldForgetASeriesAndAuditWho() {
        // Given
        TestingPoints points = TestingPoints.ofNewSeries().addCalm(0, 40);
        points.post();
        String id = SeriesKey.of(points.metric(), java.util.Map.of()).id();
        CourtsideClient.as(TestTokens.VIEWER).delete("/v1/series/" + id).then().statusCode(403);

        // When
        CourtsideClient.as(TestTokens.OPERATOR)
                .delete("/v1/series/" + id)
                .then()
                .statusCode(204);

        // Then
        CourtsideClient.as(TestTokens.VIEWER).get("/v1/series/" + id).then().statusCode(404);
        CourtsideClient.as(TestTokens.VIEWER)
                .get("/v1/audit?resource=series/" + id)
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].actor", equalTo("test-operator"))
                .body("items[0].action", equalTo("forget"))
                .body("items[0].before.metric", equalTo(points.metric()));
    }

    @Test
    void shouldTellItsStateToWhoMayLook() {
        // Given / When / Then
        CourtsideClient.as(TestTokens.VIEWER)
                .get("/v1/status")
                .then()
                .statusCode(200)
                .body("service", equalTo("anomaly-service"))
                .body("dependencies.name", hasItem("postgres"))
                .body("spools.queue", hasItem("anomalies"));
        CourtsideClient.anonymous().get("/v1/status").then().statusCode(401);
        CourtsideClient.as(TestTokens.VIEWER)
                .get("/v1/series?label=nonsense")
                .then()
                .statusCode(400)
                .body("field", equalTo("label"));
    }

    private static io.restassured.response.ValidatableResponse find(String id) {
        return CourtsideClient.as(TestTokens.VIEWER)
                .get("/v1/series/" + id)
                .then()
                .statusCode(200);
    }
}
