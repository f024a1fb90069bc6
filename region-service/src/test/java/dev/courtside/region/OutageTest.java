package dev.courtside.region;

import static dev.courtside.region.TestingDeployments.awaitActive;
import static dev.courtside.region.TestingDeployments.healthy;
import static dev.courtside.region.TestingDeployments.post;
import static dev.courtside.testkit.CourtsideClient.anonymous;
import static dev.courtside.testkit.CourtsideClient.as;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.courtside.testkit.PostgresResource;
import dev.courtside.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = PostgresResource.class, initArgs = @ResourceArg(name = "service", value = "region"))
class OutageTest {
    @TestHTTPResource(value = "/health/ready", management = true)
    URI ready;

    @TestHTTPResource(value = "/health/live", management = true)
    URI live;

    @Test
    void shouldServeItsLastSnapshotWithoutPostgresAndRecoverByItself() {
        try (TestingRegion east = new TestingRegion("east");
                TestingRegion west = new TestingRegion("west")) {
            // Given
            String id = healthy(true, east, west);
            await().atMost(5, SECONDS).until(() -> activeRegionStatus(id) == 200);

            // When
            PostgresResource.stopPostgres();
            try {
                east.kill();
                await().atMost(15, SECONDS).until(() -> anonymous().get(ready).statusCode() == 503);

                // Then
                anonymous().get(live).then().statusCode(200);
                as(TestTokens.VIEWER).get("/v1/snapshot").then().statusCode(200).body(containsString(id));
                as(TestTokens.VIEWER)
                        .get("/v1/deployments/" + id + "/active-region")
                        .then()
                        .statusCode(200)
                        .body("region", equalTo("east"));
                post("/v1/deployments/" + id + ":failover", "{\"to\":\"west\"}")
                        .statusCode(503)
                        .contentType(containsString("application/problem+json"));
            } finally {
                PostgresResource.startPostgres();
            }
            await().atMost(20, SECONDS).until(() -> anonymous().get(ready).statusCode() == 200);
            awaitActive(id, "west");
            assertThat(activeRegionStatus(id)).isEqualTo(200);
        }
    }

    private static int activeRegionStatus(String id) {
        return as(TestTokens.VIEWER)
                .get("/v1/deployments/" + id + "/active-region")
                .statusCode();
    }
}
