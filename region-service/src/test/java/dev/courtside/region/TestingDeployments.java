package dev.courtside.region;

import static dev.courtside.testkit.CourtsideClient.as;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import dev.courtside.testkit.TestTokens;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;

/** The sentences that tests of deployments are made of. */
final class TestingDeployments {
    private TestingDeployments() {}

    static String freshId() {
        return "test-" + UUID.randomUUID();
    }

    /** A deployment whose regions' priorities are their order; the first is active, the others stand by. */
    static String body(boolean autoFailover, TestingRegion... regions) {
        StringBuilder json = new StringBuilder();
        for (int i = 0; i < regions.length; i++) {
            json.append(i == 0 ? "" : ",").append("""
                            {"name":"%s","priority":%d,"status":"%s","endpointUrl":"%s","healthCheckUrl":"%s/health"}""".formatted(
                    regions[i].name(), i + 1, i == 0 ? "active" : "inactive", regions[i].url(), regions[i].url()));
        }
        return """
                {"name":"A test","strategy":"active-passive","primaryRegion":"%s","autoFailover":%s,"regions":[%s]}""".formatted(regions[0].name(), autoFailover, json);
    }

    /** Creates a deployment and waits until all of its regions are known to be well. */
    static String healthy(boolean autoFailover, TestingRegion... regions) {
        String id = freshId();
        as(TestTokens.OPERATOR)
                .body(body(autoFailover, regions))
                .put("/v1/deployments/" + id)
                .then()
                .statusCode(201);
        for (TestingRegion region : regions) {
            awaitState(id, region.name(), "healthy");
        }
        return id;
    }

    static JsonPath deployment(String id) {
        return as(TestTokens.VIEWER)
                .get("/v1/deployments/" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    static String active(String id) {
        return deployment(id).getString("activeRegion");
    }

    static String state(String id, String region) {
        return deployment(id).getString("regions.find { it.name == '" + region + "' }.state");
    }

    static void awaitState(String id, String region, String state) {
        await("region " + region + " is " + state)
                .atMost(10, SECONDS)
                .pollInterval(50, MILLISECONDS)
                .until(() -> state(id, region), state::equals);
    }

    static void awaitActive(String id, String region) {
        await("region " + region + " serves")
                .atMost(10, SECONDS)
                .pollInterval(20, MILLISECONDS)
                .until(() -> active(id), region::equals);
    }

    static JsonPath events(String id, String type) {
        return as(TestTokens.VIEWER)
                .get("/v1/deployments/" + id + "/events?type=" + type)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    static void awaitEvents(String id, String type, Predicate<List<Object>> wanted) {
        await(type + " of " + id)
                .atMost(10, SECONDS)
                .pollInterval(50, MILLISECONDS)
                .until(() -> events(id, type).getList("items"), wanted);
    }

    /** With the token of an operator. */
    static ValidatableResponse post(String path, String body) {
        return verb(TestTokens.OPERATOR).body(body).post(path).then();
    }

    /** A call whose path keeps its colon as people write it. */
    static RequestSpecification verb(String secret) {
        return as(secret).urlEncodingEnabled(false);
    }

    /** The deployment as the published snapshot tells of it. */
    static Response snapshot() {
        return as(TestTokens.VIEWER).get("/v1/snapshot");
    }
}
