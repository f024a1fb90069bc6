package dev.courtside.gateway.token;

import static dev.courtside.testkit.CourtsideClient.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.courtside.kit.config.CourtsideConfig;
import dev.courtside.kit.database.Database;
import dev.courtside.kit.security.TokenDirectory;
import dev.courtside.kit.security.TokenGrant;
import dev.courtside.kit.security.TokenSecret;
import dev.courtside.testkit.MutableClock;
import dev.courtside.testkit.PostgresResource;
import dev.courtside.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(value = PostgresResource.class, initArgs = @ResourceArg(name = "service", value = "gateway"))
class TokenResourceTest {
    private static final Duration REVOCATION = Duration.ofSeconds(2);

    @Inject
    TokenDirectory tokens;

    @Inject
    CourtsideConfig config;

    @Inject
    MutableClock clock;

    @Inject
    Database database;

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void shouldShowASecretOnceAndAcceptItUntilItIsRevoked() {
        // When
        Response created = create("""
                {"name":"ci","role":"viewer","routes":["chat"],"models":["deepseek-chat"],"tools":["*"]}""");
        created.then().statusCode(201).header("Cache-Control", "no-store").body("createdBy", equalTo("test-admin"));
        String secret = created.jsonPath().getString("secret");
        String id = created.jsonPath().getString("id");

        // Then
        assertThat(secret).startsWith("cs_").hasSize(46);
        await().atMost(REVOCATION).until(() -> status(secret) == 200);
        TokenGrant grant = tokens.find(secret);
        assertThat(grant).isNotNull();
        assertThat(grant.id()).isEqualTo(id);
        assertThat(grant.allowsRoute("chat")).isTrue();
        assertThat(grant.allowsRoute("nba")).isFalse();
        String list = as(TestTokens.OPERATOR).get("/v1/tokens").asString();
        assertThat(list).contains(id).doesNotContain(secret).doesNotContain(TokenSecret.sha256Hex(secret));

        // When
        as(TestTokens.ADMIN).delete("/v1/tokens/" + id).then().statusCode(204);

        // Then
        await().atMost(REVOCATION).until(() -> status(secret) == 401);
        as(TestTokens.ADMIN).delete("/v1/tokens/" + id).then().statusCode(404);
    }

    @Test
    void shouldEndWithItsTime() {
        // Given
        String expiresAt = clock.instant().plusSeconds(3_600).toString();
        String secret = create("{\"name\":\"brief\",\"role\":\"viewer\",\"expiresAt\":\"" + expiresAt + "\"}")
                .jsonPath()
                .getString("secret");
        await().atMost(REVOCATION).until(() -> status(secret) == 200);

        // When
        clock.advance(Duration.ofHours(1).plusSeconds(1));

        // Then
        assertThat(status(secret)).isEqualTo(401);
    }

    @Test
    void shouldLetOnlyAdministratorsIssueAndRevoke() {
        // When
        Response operator = as(TestTokens.OPERATOR)
                .body("{\"name\":\"x\",\"role\":\"admin\"}")
                .post("/v1/tokens");
        Response viewer = as(TestTokens.VIEWER).get("/v1/tokens");
        Response revoked = as(TestTokens.OPERATOR).delete("/v1/tokens/00000000-0000-7000-8000-000000000000");
        Response snapshot = as(TestTokens.VIEWER).get("/v1/tokens/snapshot");

        // Then
        operator.then().statusCode(403);
        viewer.then().statusCode(403);
        revoked.then().statusCode(403);
        snapshot.then().statusCode(403);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"role":"viewer"}                                                     | name
                    {"name":"x"}                                                          | role
                    {"name":"x","role":"king"}                                            | role
                    {"name":"x","role":"viewer","routes":["chat",""]}                     | routes[1]
                    {"name":"x","role":"viewer","expiresAt":"2001-01-01T00:00:00Z"}       | expiresAt
                    """)
    void shouldNameTheFieldThatIsWrong(String body, String field) {
        // When
        Response response = create(body);

        // Then
        response.then().statusCode(422).contentType("application/problem+json").body("field", equalTo(field));
    }

    @Test
    void shouldPublishHashesToTheOtherServices() {
        // Given
        Response created = create("{\"name\":\"published\",\"role\":\"ingest\"}");
        String secret = created.jsonPath().getString("secret");
        String id = created.jsonPath().getString("id");
        await().atMost(REVOCATION).until(() -> tokens.find(secret) != null);

        // When
        Response snapshot = as(TestTokens.OPERATOR).get("/v1/tokens/snapshot");
        String etag = snapshot.header("ETag");
        Response same = as(TestTokens.OPERATOR).header("If-None-Match", etag).get("/v1/tokens/snapshot");

        // Then
        snapshot.then()
                .statusCode(200)
                .body("kind", equalTo("tokens"))
                .body("data.tokens.id", hasItem(id))
                .body("data.tokens.sha256", hasItem(TokenSecret.sha256Hex(secret)))
                .body("data.tokens.role", hasItem("ingest"));
        assertThat(snapshot.asString()).doesNotContain(secret);
        same.then().statusCode(304);
        create("{\"name\":\"another\",\"role\":\"ingest\"}").then().statusCode(201);
        await().atMost(REVOCATION)
                .until(() -> as(TestTokens.OPERATOR)
                                .header("If-None-Match", etag)
                                .get("/v1/tokens/snapshot")
                                .statusCode()
                        == 200);
    }

    @Test
    void shouldKeepSecretsOutOfAuditAndDisk() throws Exception {
        // Given
        String secret =
                create("{\"name\":\"quiet\",\"role\":\"viewer\"}").jsonPath().getString("secret");
        await().atMost(REVOCATION).until(() -> tokens.find(secret) != null);
        Path copy = config.dataDir().resolve("snapshots/tokens.json");

        // When
        String audit = as(TestTokens.VIEWER).get("/v1/audit").asString();
        await().atMost(REVOCATION).until(() -> Files.readString(copy).contains(TokenSecret.sha256Hex(secret)));

        // Then
        assertThat(audit).contains("token.create").doesNotContain(secret).doesNotContain(TokenSecret.sha256Hex(secret));
        assertThat(Files.readString(copy)).doesNotContain(secret);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
                .isEqualTo("rw-------");
    }

    @Test
    void shouldNotKeepASecretForReplays() {
        // Given
        String key = "token-" + UUID.randomUUID();

        // When
        Response created = as(TestTokens.ADMIN)
                .header("Idempotency-Key", key)
                .body("{\"name\":\"once\",\"role\":\"viewer\"}")
                .post("/v1/tokens");

        // Then
        created.then().statusCode(201);
        String secret = created.jsonPath().getString("secret");
        assertThat(kept(key)).doesNotContain(secret);
    }

    private String kept(String key) {
        return database.withConnection(sql -> sql.preparedQuery("""
                                SELECT coalesce(string_agg(convert_from(body, 'UTF8'), ' '), '') AS body
                                FROM idempotency WHERE key = $1""").execute(Tuple.of(key)))
                .map(rows -> rows.iterator().next().getString("body"))
                .await()
                .atMost(REVOCATION);
    }

    private static Response create(String body) {
        return as(TestTokens.ADMIN).body(body).post("/v1/tokens");
    }

    private static int status(String secret) {
        return as(secret).get("/v1/routes").statusCode();
    }
}
