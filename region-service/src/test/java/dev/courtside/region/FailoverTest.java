package dev.courtside.region;

import static dev.courtside.region.TestingDeployments.active;
import static dev.courtside.region.TestingDeployments.awaitActive;
import static dev.courtside.region.TestingDeployments.awaitEvents;
import static dev.courtside.region.TestingDeployments.awaitState;
import static dev.courtside.region.TestingDeployments.deployment;
import static dev.courtside.region.TestingDeployments.events;
import static dev.courtside.region.TestingDeployments.healthy;
import static dev.courtside.region.TestingDeployments.snapshot;
import static dev.courtside.testkit.CourtsideClient.as;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.courtside.engine.region.Deployment;
import dev.courtside.engine.region.RegionSnapshot;
import dev.courtside.testkit.PostgresResource;
import dev.courtside.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = PostgresResource.class, initArgs = @ResourceArg(name = "service", value = "region"))
class FailoverTest {
    private static final Duration BAR = Duration.ofMillis(1_500);

    @TestHTTPResource(value = "/metrics", management = true)
    URI metrics;

    @Test
    void shouldFailOverFromAKilledRegionAndTellSo() {
        try (TestingRegion east = new TestingRegion("east");
                TestingRegion west = new TestingRegion("west")) {
            // Given
            String id = healthy(true, east, west);
            long epoch = deployment(id).getLong("epoch");
            String before = snapshot().header("ETag");

            // When
            Instant killed = Instant.now();
            east.kill();
            awaitActive(id, "west");

            // Then
            JsonPath failover = events(id, "failover");
            assertThat(failover.getList("items")).hasSize(1);
            assertThat(failover.getString("items[0].from")).isEqualTo("east");
            assertThat(failover.getString("items[0].to")).isEqualTo("west");
            assertThat(failover.getString("items[0].cause")).isEqualTo("active-check");
            assertThat(failover.getList("items[0].evidence", String.class))
                    .anyMatch(seen -> seen.contains("check failed"));
            assertThat(failover.getString("items[0].actor")).isEqualTo("region-controller");
            assertThat(failover.getString("items[0].traceId")).hasSize(32);
            Instant ended = Instant.parse(failover.getString("items[0].endedAt"));
            assertThat(Duration.between(killed, ended)).isBetween(Duration.ZERO, BAR);
            assertThat(Duration.parse(failover.getString("items[0].duration"))).isPositive();
            assertThat(deployment(id).getLong("epoch")).isEqualTo(epoch + 1);
            Deployment published = published(id);
            assertThat(published.activeRegion()).isEqualTo("west");
            assertThat(snapshot().header("ETag")).isNotEqualTo(before);
            as(TestTokens.VIEWER)
                    .get("/v1/deployments/" + id + "/active-region")
                    .then()
                    .statusCode(200)
                    .body("region", equalTo("west"))
                    .body("endpointUrl", equalTo(west.url()))
                    .body("epoch", equalTo((int) epoch + 1));
            as(TestTokens.VIEWER)
                    .get(metrics)
                    .then()
                    .body(containsString("courtside_failovers_total{cause=\"active-check\",deployment=\"" + id
                            + "\",from=\"east\",to=\"west\"} 1.0"))
                    .body(containsString("courtside_region_healthy{deployment=\"" + id + "\",region=\"east\"} 0"))
                    .body(containsString("courtside_failover_duration_seconds_count"));
        }
    }

    @Test
    void shouldFailOverFromARegionThatHangs() {
        try (TestingRegion east = new TestingRegion("east");
                TestingRegion west = new TestingRegion("west")) {
            // Given
            String id = healthy(true, east, west);

            // When
            east.hang();

            // Then
            awaitActive(id, "west");
            assertThat(events(id, "failover").getList("items[0].evidence", String.class))
                    .anyMatch(seen -> seen.contains("no answer in time"));
        }
    }

    @Test
    void shouldCountOnlySuccessAsWell() {
        try (TestingRegion east = new TestingRegion("east");
                TestingRegion west = new TestingRegion("west")) {
            // Given
            String id = healthy(true, east, west);

            // When
            east.answer(302);

            // Then
            awaitActive(id, "west");
            as(TestTokens.VIEWER)
                    .get("/v1/deployments/" + id + "/regions/east/health")
                    .then()
                    .statusCode(200)
                    .body("healthy", equalTo(false))
                    .body("state", equalTo("unhealthy"))
                    .body("cause", equalTo("active-check"))
                    .body("evidence[-1]", containsString("status 302"));
        }
    }

    @Test
    void shouldNotReturnByItselfToARegionThatRecovered() {
        try (TestingRegion east = new TestingRegion("east");
                TestingRegion west = new TestingRegion("west")) {
            // Given
            String id = healthy(true, east, west);
            east.answer(503);
            awaitActive(id, "west");

            // When
            east.recover();
            awaitState(id, "east", "healthy");

            // Then
            assertThat(active(id)).isEqualTo("west");
        }
    }

    @Test
    void shouldHoldWhileTheOnlyOtherRegionIsHeldDown() {
        try (TestingRegion east = new TestingRegion("east");
                TestingRegion west = new TestingRegion("west")) {
            // Given
            String id = healthy(true, east, west);
            east.answer(503);
            awaitActive(id, "west");
            east.recover();
            awaitState(id, "east", "healthy");

            // When
            west.answer(503);

            // Then
            awaitEvents(id, "failover-held", held -> held.size() == 1);
            assertThat(events(id, "failover-held").getString("items[0].holdReason"))
                    .isEqualTo("held-down");
            assertThat(active(id)).isEqualTo("west");
        }
    }

    @Test
    void shouldOnlyRecommendWherePeopleMoveTheTraffic() {
        try (TestingRegion east = new TestingRegion("east");
                TestingRegion west = new TestingRegion("west")) {
            // Given
            String id = healthy(false, east, west);

            // When
            east.answer(503);

            // Then
            awaitEvents(id, "failover-held", held -> held.size() == 1);
            assertThat(events(id, "failover-held").getString("items[0].holdReason"))
                    .isEqualTo("manual-only");
            assertThat(events(id, "failover-held").getString("items[0].to")).isEqualTo("west");
            assertThat(active(id)).isEqualTo("east");

            // and when it recovers, the recommendation ends
            east.recover();
            await().atMost(10, SECONDS)
                    .until(() -> "abandoned".equals(events(id, "failover-held").getString("items[0].outcome")));
        }
    }

    @Test
    void shouldStayWhereItIsWhenNoRegionIsWell() {
        try (TestingRegion east = new TestingRegion("east");
                TestingRegion west = new TestingRegion("west")) {
            // Given
            String id = healthy(true, east, west);
            west.answer(503);
            awaitState(id, "west", "unhealthy");

            // When
            east.answer(503);

            // Then
            awaitEvents(id, "failover-held", held -> held.size() == 1);
            assertThat(events(id, "failover-held").getString("items[0].holdReason"))
                    .isEqualTo("no-candidate");
            assertThat(active(id)).isEqualTo("east");

            // and as soon as one is, it takes over
            west.recover();
            awaitActive(id, "west");
            assertThat(events(id, "failover-held").getString("items[0].outcome"))
                    .isEqualTo("completed");
        }
    }

    @Test
    void shouldLetTrafficSpeedTheVerdictUp() {
        try (TestingRegion east = new TestingRegion("east");
                TestingRegion west = new TestingRegion("west")) {
            // Given
            String id = healthy(true, east, west);

            // When: two gateways meet resets where the health check still answers
            for (String gateway : new String[] {"gateway-1", "gateway-2"}) {
                as(TestTokens.INGEST)
                        .body("""
                                {"source":"%s","epoch":7,"observations":[{"deployment":"%s","region":"east","window":"PT1S",
                                 "requests":20,"failures":0,"resets":18,"timeouts":0,"p99Seconds":0.2}]}""".formatted(gateway, id))
                        .post("/v1/passive-observations")
                        .then()
                        .statusCode(202)
                        .body("accepted", equalTo(1));
            }

            // Then
            awaitEvents(
                    id,
                    "health-changed",
                    changes -> changes.toString().contains("passive")
                            || changes.toString().contains("degraded"));
        }
    }

    @Test
    void shouldRefuseObservationsThatMakeNoSense() {
        as(TestTokens.INGEST)
                .body("""
                        {"source":"gateway-1","epoch":7,"observations":[{"deployment":"a","region":"b","window":"PT1S",
                         "requests":1,"failures":2,"resets":0,"timeouts":0}]}""")
                .post("/v1/passive-observations")
                .then()
                .statusCode(422)
                .body("field", equalTo("observations[0]"));
        as(TestTokens.VIEWER)
                .body("{\"source\":\"g\",\"observations\":[]}")
                .post("/v1/passive-observations")
                .then()
                .statusCode(403);
    }

    @Test
    void shouldCheckStandbysAsOftenAsTheActiveRegion() {
        try (TestingRegion east = new TestingRegion("east");
                TestingRegion west = new TestingRegion("west")) {
            // Given
            healthy(true, east, west);
            int eastBefore = east.checks();
            int westBefore = west.checks();

            // When
            await().atMost(10, SECONDS).until(() -> east.checks() - eastBefore >= 6);

            // Then
            assertThat(west.checks() - westBefore).isBetween(4, 8);
        }
    }

    @Test
    void shouldAnswerNotModifiedToWhoHasTheSnapshot() {
        try (TestingRegion east = new TestingRegion("east")) {
            // Given
            String id = healthy(true, east);
            await().atMost(5, SECONDS)
                    .until(() -> published(id)
                            .regions()
                            .getFirst()
                            .state()
                            .wireName()
                            .equals("healthy"));
            String tag = snapshot().header("ETag");

            // When / Then
            as(TestTokens.VIEWER)
                    .header("If-None-Match", tag)
                    .get("/v1/snapshot")
                    .then()
                    .statusCode(304);
        }
    }

    private static Deployment published(String id) {
        return await().atMost(5, SECONDS)
                .until(
                        () -> {
                            JsonObject envelope = new JsonObject(snapshot().asString());
                            return RegionSnapshot.parse(envelope.getJsonObject("data")
                                            .toBuffer()
                                            .getBytes())
                                    .deployment(id)
                                    .orElse(null);
                        },
                        found -> found != null);
    }
}
