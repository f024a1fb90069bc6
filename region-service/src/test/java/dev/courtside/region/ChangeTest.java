package dev.courtside.region;

import static dev.courtside.region.TestingDeployments.active;
import static dev.courtside.region.TestingDeployments.awaitActive;
import static dev.courtside.region.TestingDeployments.awaitState;
import static dev.courtside.region.TestingDeployments.events;
import static dev.courtside.region.TestingDeployments.healthy;
import static dev.courtside.region.TestingDeployments.post;
import static dev.courtside.region.TestingDeployments.verb;
import static dev.courtside.testkit.CourtsideClient.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.courtside.testkit.PostgresResource;
import dev.courtside.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = PostgresResource.class, initArgs = @ResourceArg(name = "service", value = "region"))
class ChangeTest {
    private TestingRegion east;
    private TestingRegion west;

    @BeforeEach
    void start() {
        east = new TestingRegion("east");
        west = new TestingRegion("west");
    }

    @AfterEach
    void stop() {
        east.close();
        west.close();
    }

    @Test
    void shouldMoveTheTrafficWhenAPersonSaysSo() {
        // Given
        String id = healthy(true, east, west);

        // When
        post("/v1/deployments/" + id + ":failover", "{\"to\":\"west\",\"reason\":\"a drill\"}")
                .statusCode(200)
                .body("activeRegion", equalTo("west"))
                .body("epoch", equalTo(2));

        // Then
        assertThat(events(id, "failover").getString("items[0].cause")).isEqualTo("manual");
        assertThat(events(id, "failover").getString("items[0].actor")).isEqualTo("test-operator");
        assertThat(events(id, "failover").getString("items[0].reason")).isEqualTo("a drill");
        as(TestTokens.VIEWER)
                .queryParam("resource", "deployments/" + id)
                .get("/v1/audit")
                .then()
                .body("items.action", hasItem("deployment.failover"));
    }

    @Test
    void shouldRefuseAMoveThatMakesNoSense() {
        // Given
        String id = healthy(true, east, west);
        String path = "/v1/deployments/" + id + ":failover";

        // When / Then
        post(path, "{}").statusCode(400).body("field", equalTo("to"));
        post(path, "{\"to\":\"mars\"}").statusCode(422).body("field", equalTo("to"));
        post(path, "{\"to\":\"east\"}").statusCode(409).body("detail", containsString("active region already"));
        post("/v1/deployments/nowhere:failover", "{\"to\":\"east\"}").statusCode(404);
        verb(TestTokens.VIEWER).body("{\"to\":\"west\"}").post(path).then().statusCode(403);
    }

    @Test
    void shouldMoveToAnIllRegionOnlyWhenTheRuleIsNamed() {
        // Given
        String id = healthy(true, east, west);
        west.answer(503);
        awaitState(id, "west", "unhealthy");
        String path = "/v1/deployments/" + id + ":failover";

        // When
        post(path, "{\"to\":\"west\"}").statusCode(409).body("rules", hasItem("target-healthy"));

        // Then
        post(path, "{\"to\":\"west\",\"overrideRules\":[\"target-healthy\"]}")
                .statusCode(200)
                .body("activeRegion", equalTo("west"));
    }

    @Test
    void shouldMoveTheTrafficOfADrainedRegion() {
        // Given
        String id = healthy(true, east, west);

        // When
        post("/v1/deployments/" + id + "/regions/east:drain", "{\"reason\":\"patches\"}")
                .statusCode(200)
                .body("activeRegion", equalTo("west"))
                .body("regions[0].status", equalTo("draining"));

        // Then
        assertThat(events(id, "drain").getString("items[0].region")).isEqualTo("east");
        post("/v1/deployments/" + id + ":failover", "{\"to\":\"east\"}")
                .statusCode(409)
                .body("detail", containsString("activate it first"));
        post("/v1/deployments/" + id + "/regions/east:activate", "{}")
                .statusCode(200)
                .body("regions[0].status", equalTo("active"));
        post("/v1/deployments/" + id + ":failover", "{\"to\":\"east\"}").statusCode(200);
    }

    @Test
    void shouldNotDrainTheLastRegionUnlessTold() {
        // Given
        String id = healthy(true, east, west);
        post("/v1/deployments/" + id + "/regions/west:maintenance", "{}").statusCode(200);
        String path = "/v1/deployments/" + id + "/regions/east:drain";

        // When
        post(path, "{}").statusCode(409).body("rules", hasItem("someone-serves"));

        // Then
        assertThat(active(id)).isEqualTo("east");
        post(path, "{\"overrideRules\":[\"someone-serves\"]}").statusCode(200);
        as(TestTokens.VIEWER)
                .get("/v1/deployments/" + id + "/regions/east/health")
                .then()
                .body("status", equalTo("draining"));
    }

    @Test
    void shouldNotFailOverToARegionInMaintenance() {
        // Given
        String id = healthy(true, east, west);
        post("/v1/deployments/" + id + "/regions/west:maintenance", "{}").statusCode(200);

        // When
        east.answer(503);
        awaitState(id, "east", "unhealthy");

        // Then
        TestingDeployments.awaitEvents(id, "failover-held", held -> held.size() == 1);
        assertThat(events(id, "failover-held").getString("items[0].reason")).contains("west is maintenance");
        assertThat(active(id)).isEqualTo("east");
    }

    @Test
    void shouldTakeAPersonsVerdictUntilItsTimeIsOver() {
        // Given
        String id = healthy(true, east, west);
        String until = Instant.now().plus(Duration.ofSeconds(2)).toString();

        // When
        post(
                        "/v1/deployments/" + id + "/regions/east:override",
                        "{\"state\":\"unhealthy\",\"until\":\"" + until + "\",\"reason\":\"wrong answers\"}")
                .statusCode(200);

        // Then
        awaitActive(id, "west");
        assertThat(events(id, "failover").getString("items[0].cause")).isEqualTo("manual");
        TestingDeployments.awaitEvents(id, "override-ended", ended -> ended.size() == 1);
        awaitState(id, "east", "healthy");
    }

    @Test
    void shouldRefuseAnOverrideWithoutAnEnd() {
        // Given
        String id = healthy(true, east, west);
        String path = "/v1/deployments/" + id + "/regions/east:override";

        // When / Then
        post(path, "{}").statusCode(400).body("field", equalTo("until"));
        post(path, "{\"until\":\"2020-01-01T00:00:00Z\"}").statusCode(422).body("field", equalTo("until"));
        post(path, "{\"until\":\"soon\"}").statusCode(400).body("field", equalTo("until"));
    }

    @Test
    void shouldGuardChangesByRules() {
        // Given
        String id = healthy(true, east, west);
        String rule = "both-of-" + id;
        as(TestTokens.OPERATOR)
                .body("""
                        {"deployment":"%s","type":"assertion","rule":"at-least","regions":["east","west"],"threshold":2,
                         "waitPeriod":"PT0S"}""".formatted(id))
                .put("/v1/safety-rules/" + rule)
                .then()
                .statusCode(200)
                .body("threshold", equalTo(2));
        String path = "/v1/deployments/" + id + "/regions/west:drain";

        // When
        post(path, "{}").statusCode(409).body("rules", hasItem(rule));

        // Then
        post(path, "{\"overrideRules\":[\"" + rule + "\"]}").statusCode(200);
        as(TestTokens.OPERATOR).delete("/v1/safety-rules/" + rule).then().statusCode(204);
    }

    @Test
    void shouldMakePeopleWaitBetweenChanges() {
        // Given
        String id = healthy(true, east, west);
        String rule = "slowly-" + id;
        as(TestTokens.OPERATOR)
                .body("""
                        {"deployment":"%s","type":"assertion","rule":"at-least","regions":["east","west"],"threshold":1,
                         "waitPeriod":"PT1M"}""".formatted(id))
                .put("/v1/safety-rules/" + rule)
                .then()
                .statusCode(200);
        post("/v1/deployments/" + id + ":failover", "{\"to\":\"west\"}").statusCode(200);

        // When / Then
        post("/v1/deployments/" + id + ":failover", "{\"to\":\"east\"}")
                .statusCode(409)
                .body("rules", hasItem(rule));
    }

    @Test
    void shouldNameTheFieldOfARuleThatIsWrong() {
        // Given
        String id = healthy(true, east, west);
        String body = """
                {"deployment":"%s","type":"assertion","rule":"at-least","regions":["east","mars"],"threshold":1}""".formatted(id);

        // When / Then
        as(TestTokens.OPERATOR)
                .body(body)
                .put("/v1/safety-rules/wrong")
                .then()
                .statusCode(422)
                .body("field", equalTo("regions[1]"));
        as(TestTokens.OPERATOR)
                .body(body.replace("mars", "west").replace("\"threshold\":1", "\"threshold\":3"))
                .put("/v1/safety-rules/wrong")
                .then()
                .statusCode(422)
                .body("field", equalTo("threshold"));
    }
}
