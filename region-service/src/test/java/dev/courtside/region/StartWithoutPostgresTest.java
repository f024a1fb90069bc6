package dev.courtside.region;

import static dev.courtside.testkit.CourtsideClient.anonymous;
import static dev.courtside.testkit.CourtsideClient.as;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import dev.courtside.testkit.TestTokens;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(StartWithoutPostgresTest.NoPostgres.class)
class StartWithoutPostgresTest {
    @TestHTTPResource(value = "/health/ready", management = true)
    URI ready;

    @TestHTTPResource(value = "/health/live", management = true)
    URI live;

    /** Nobody listens on port 1. */
    public static class NoPostgres implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "courtside.database.url", "postgresql://127.0.0.1:1/nothing",
                    "courtside.security.trusted-tokens", TestTokens.trusted(),
                    "courtside.peers.gateway", "http://127.0.0.1:1");
        }
    }

    @Test
    void shouldStartAndSayWhatIsMissing() {
        await().atMost(10, SECONDS).until(() -> anonymous().get(live).statusCode() == 200);
        anonymous().get(ready).then().statusCode(503).body(containsString("postgres"));
        as(TestTokens.VIEWER)
                .get("/v1/snapshot")
                .then()
                .statusCode(503)
                .contentType(containsString("application/problem+json"));
        as(TestTokens.VIEWER).get("/v1/deployments").then().statusCode(503);
    }
}
