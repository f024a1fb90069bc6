package dev.courtside.gateway.snapshot;

import static dev.courtside.testkit.CourtsideClient.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.courtside.gateway.price.Usage;
import dev.courtside.kit.security.Role;
import dev.courtside.kit.security.TokenSecret;
import dev.courtside.kit.snapshot.SnapshotSource;
import dev.courtside.kit.snapshot.SnapshotVersion;
import dev.courtside.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The gateway starts with Postgres and all other services dead, on what it had on disk. */
@QuarkusTest
@QuarkusTestResource(value = ColdStartTest.EverythingDead.class, restrictToAnnotatedClass = true)
class ColdStartTest {
    private static final String ISSUED = "cs_" + "issued-before-".repeat(3) + "x";

    @Inject
    Snapshots snapshots;

    @TestHTTPResource(value = "/health/ready", management = true)
    @SuppressWarnings("NullAway.Init") // set by the test extension
    URI readiness;

    @Test
    void shouldServeFromTheCopiesOnDisk() {
        // When
        var route = snapshots.routes().byName("chat");
        var cost = snapshots.prices().costUsd("openai", "gpt-4", Usage.of(1_000_000, 0), Instant.EPOCH.plusSeconds(1));

        // Then
        assertThat(route).isNotNull();
        assertThat(cost).isEqualByComparingTo("2.50");
        assertThat(snapshots.experiments().forRoute("chat"))
                .singleElement()
                .satisfies(e -> assertThat(e.key()).isEqualTo("model-comparison"));
        assertThat(snapshots.regions().deployment("nba-demo")).isNotNull();
        assertThat(snapshots.regions().deployment("unknown")).isNull();
        assertThat(snapshots.knowsModel("deepseek-chat")).isTrue();
    }

    @Test
    void shouldBeReady() {
        // When
        var answer = RestAssured.get(readiness);

        // Then
        answer.then().statusCode(200).body("checks.find { it.name == 'snapshots' }.data.routes", equalTo("present"));
    }

    @Test
    void shouldAcceptTokensOfTheLastSnapshotAndSayWhatIsDown() {
        // When
        var status = as(ISSUED).get("/v1/status");

        // Then
        status.then()
                .statusCode(200)
                .body("dependencies.find { it.name == 'postgres' }.up", equalTo(false))
                .body("dependencies.name", not(hasItem("deployment nba-demo")))
                .body("snapshots.kind", hasItems("tokens", "routes", "prices", "experiments", "regions"))
                .body("snapshots.find { it.kind == 'routes' }.version.version", equalTo(7))
                .body("snapshots.find { it.kind == 'routes' }.age", nullValue())
                .body("spools.queue", hasItem("outcomes"));
        as("cs_" + "y".repeat(43)).get("/v1/status").then().statusCode(401);
    }

    @Test
    void shouldHaveNothingToAcceptUntilAnotherGenerationIsOffered() {
        // When
        var nothing = as(TestTokens.OPERATOR).urlEncodingEnabled(false).post("/v1/status/snapshots/routes:accept");
        var unknown = as(TestTokens.OPERATOR).urlEncodingEnabled(false).post("/v1/status/snapshots/weather:accept");

        // Then
        nothing.then().statusCode(409);
        unknown.then().statusCode(404);
    }

    @Test
    void shouldRefuseWritesAsUnavailable() {
        // When
        var response = as(TestTokens.OPERATOR)
                .body("{\"protocol\":\"openai\",\"deployment\":\"d\"}")
                .put("/v1/routes/late");

        // Then
        response.then().statusCode(503).contentType("application/problem+json");
    }

    /** A dead database, dead peers, and a data directory as an earlier process left it. */
    public static class EverythingDead implements QuarkusTestResourceLifecycleManager {
        private static final String ROUTES = """
                {"routes":[{"name":"chat","protocol":"openai","deployment":"nba-demo",
                  "timeouts":{"connect":"PT0.25S","firstByte":"PT30S","idle":"PT1M","total":"PT10M"},
                  "retry":{"maxAttempts":3,"backoff":"PT0.05S"},"models":[],"newerField":true}]}""";
        private static final String PRICES = """
                {"prices":[{"model":"gpt-4","prices":[{"validFrom":"1970-01-01T00:00:00Z",
                  "usdPerMillion":{"input":"2.50","output":"10.00"}}]}]}""";
        private static final String EXPERIMENTS = """
                {"flags":[],"experiments":[{"key":"model-comparison","status":"running","unit":"user","seed":"s","phase":1,
                  "variants":[{"name":"control","weight":50,"config":{"model":"deepseek-chat"}},
                              {"name":"gpt4","weight":50,"config":{"model":"gpt-4"}}],
                  "control":"control","stickiness":"hash","routes":["chat"],"targeting":{},
                  "buckets":"0*5000,1*5000"}]}""";

        private static final String REGIONS = """
                {"deployments":[{"id":"nba-demo","name":"NBA","strategy":"active-passive","autoFailover":true,
                  "primaryRegion":"us-east-1","activeRegion":"us-east-1","epoch":4,"regions":[
                  {"name":"us-east-1","priority":1,"status":"active","endpointUrl":"http://127.0.0.1:9101",
                   "state":"healthy","since":"2026-11-01T00:00:00Z"}]}]}""";

        @Override
        public Map<String, String> start() {
            try {
                Path data = Files.createTempDirectory("courtside-cold-");
                Path copies = Files.createDirectory(data.resolve("snapshots"));
                write(copies, "routes", ROUTES);
                write(copies, "prices", PRICES);
                write(copies, "experiments", EXPERIMENTS);
                write(copies, "regions", REGIONS);
                write(copies, "tokens", """
                        {"tokens":[{"id":"t-1","name":"issued","role":"viewer","sha256":"%s"}]}""".formatted(TokenSecret.sha256Hex(ISSUED)));
                Map<String, String> config = new HashMap<>();
                config.put("courtside.database.url", "postgresql://127.0.0.1:1/nothing");
                config.put("courtside.database.password", "none");
                config.put("courtside.data-dir", data.toString());
                config.put("courtside.security.trusted-tokens", TestTokens.trusted());
                config.put("courtside.security.service-token", TestTokens.secret(Role.OPERATOR));
                for (String peer : new String[] {"gateway", "anomaly", "experiment", "region"}) {
                    config.put("courtside.peers." + peer, "http://127.0.0.1:1");
                }
                return config;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void stop() {
            // the directory is a temporary one
        }

        private static void write(Path copies, String kind, String data) throws IOException {
            SnapshotVersion version = new SnapshotVersion(new UUID(1, 2), 0, 7);
            Files.write(
                    copies.resolve(kind + ".json"),
                    SnapshotSource.envelope(kind, version, data.getBytes(StandardCharsets.UTF_8)));
        }
    }
}
