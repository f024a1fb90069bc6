package dev.courtside.gateway.route;

import static dev.courtside.testkit.CourtsideClient.anonymous;
import static dev.courtside.testkit.CourtsideClient.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.courtside.gateway.snapshot.Snapshots;
import dev.courtside.testkit.PostgresResource;
import dev.courtside.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(value = PostgresResource.class, initArgs = @ResourceArg(name = "service", value = "gateway"))
class RouteResourceTest {
    private static final String CHAT = """
            {"protocol":"openai","deployment":"nba-mcp-prod","credential":"openai-main","models":["gpt-*"],
             "timeouts":{"connect":"PT0.5S"},"retry":{"maxAttempts":2},"cache":{"ttl":"PT5M"}}""";

    @Inject
    Snapshots snapshots;

    @Test
    void shouldKeepARouteAndShowItWithItsDefaults() {
        // When
        put("kept", CHAT).then().statusCode(201).header("ETag", "\"1\"");

        // Then
        as(TestTokens.VIEWER)
                .get("/v1/routes/kept")
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("name", equalTo("kept"))
                .body("protocol", equalTo("openai"))
                .body("timeouts.connect", equalTo("PT0.5S"))
                .body("timeouts.firstByte", equalTo("PT30S"))
                .body("timeouts.idle", equalTo("PT1M"))
                .body("timeouts.total", equalTo("PT10M"))
                .body("retry.maxAttempts", equalTo(2))
                .body("cache.ttl", equalTo("PT5M"))
                .body("version", equalTo(1))
                .body("pathPrefix", nullValue())
                .body("updatedAt", notNullValue());
    }

    @Test
    void shouldReachTheDataPathWithinTwoSeconds() {
        // When
        put("followed", CHAT).then().statusCode(201);

        // Then
        await().atMost(Duration.ofSeconds(2)).until(() -> snapshots.routes().byName("followed") != null);
        assertThat(snapshots.knowsModel("gpt-*")).isTrue();

        as(TestTokens.VIEWER)
                .get("/v1/status")
                .then()
                .body("dependencies.find { it.name == 'deployment nba-mcp-prod' }.routes", hasItem("followed"));

        // When
        as(TestTokens.OPERATOR).delete("/v1/routes/followed").then().statusCode(204);

        // Then
        await().atMost(Duration.ofSeconds(2)).until(() -> snapshots.routes().byName("followed") == null);
    }

    @Test
    void shouldRefuseALostUpdate() {
        // Given
        put("contested", CHAT).then().statusCode(201);
        as(TestTokens.OPERATOR)
                .header("If-Match", "\"1\"")
                .body(CHAT)
                .put("/v1/routes/contested")
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"");

        // When
        Response late =
                as(TestTokens.OPERATOR).header("If-Match", "\"1\"").body(CHAT).put("/v1/routes/contested");
        Response lateDelete =
                as(TestTokens.OPERATOR).header("If-Match", "\"1\"").delete("/v1/routes/contested");
        Response noSuch =
                as(TestTokens.OPERATOR).header("If-Match", "*").body(CHAT).put("/v1/routes/never-made");

        // Then
        late.then().statusCode(412).contentType("application/problem+json");
        lateDelete.then().statusCode(412);
        noSuch.then().statusCode(412);
        as(TestTokens.VIEWER).get("/v1/routes/contested").then().body("version", equalTo(2));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"deployment":"d"}                                                            | protocol
                    {"protocol":"openai"}                                                         | deployment
                    {"protocol":"openai","deployment":"d","timeouts":{"total":"PT0S"}}            | timeouts.total
                    {"protocol":"openai","deployment":"d","timeouts":{"connect":"PT20M"}}         | timeouts.connect
                    {"protocol":"openai","deployment":"d","retry":{"maxAttempts":0}}              | retry.maxAttempts
                    {"protocol":"openai","deployment":"d","credential":"../../etc/passwd"}        | credential
                    {"protocol":"openai","deployment":"d","pathPrefix":"http://169.254.169.254/"} | pathPrefix
                    {"protocol":"openai","deployment":"d","models":["a",""]}                      | models[1]
                    {"protocol":"openai","deployment":"d","cache":"yes"}                          | cache
                    """)
    void shouldNameTheFieldThatIsWrong(String body, String field) {
        // When
        Response response = put("wrong", body);

        // Then
        response.then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("field", equalTo(field))
                .body("type", containsString("/problems/"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"protocol":"gopher","deployment":"d"}                              | protocol
                    {"protocol":"openai","deployment":"d","timeouts":{"connect":"soon"}} | timeouts.connect
                    """)
    void shouldRefuseJsonOfTheWrongType(String body, String field) {
        // When
        Response response = put("wrong", body);

        // Then
        response.then().statusCode(400).contentType("application/problem+json").body("field", equalTo(field));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null"})
    void shouldRefuseWhatIsNoObject(String body) {
        // When
        Response response = put("wrong", body);

        // Then
        response.then().statusCode(400).contentType("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "api", "mcp", "ofrep", "otlp", "q", "console"})
    void shouldRefuseReservedNamesOfHttpRoutes(String name) {
        // When
        Response response = put(name, "{\"protocol\":\"http\",\"deployment\":\"d\"}");

        // Then
        response.then().statusCode(422).body("field", equalTo("name"));
    }

    @Test
    void shouldRefuseABodyOverTheLimit() {
        // Given
        String body = "{\"protocol\":\"openai\",\"deployment\":\"" + "d".repeat(1024 * 1024) + "\"}";

        // When
        Response response = put("large", body);

        // Then
        response.then().statusCode(413).body("limit", equalTo(1024 * 1024));
    }

    @Test
    void shouldPageByCursor() {
        // Given
        for (int i = 0; i < 5; i++) {
            put("page-" + i, CHAT).then().statusCode(201);
        }

        // When
        List<String> names = new ArrayList<>();
        String cursor = "";
        int pages = 0;
        while (cursor != null) {
            Response page = as(TestTokens.VIEWER)
                    .queryParam("limit", 2)
                    .queryParam("cursor", cursor)
                    .get("/v1/routes");
            page.then().statusCode(200);
            names.addAll(page.jsonPath().getList("items.name", String.class));
            cursor = page.jsonPath().getString("nextCursor");
            pages++;
        }

        // Then
        assertThat(pages).isGreaterThanOrEqualTo(3);
        assertThat(names).isSorted().doesNotHaveDuplicates().contains("page-0", "page-1", "page-2", "page-3", "page-4");
        as(TestTokens.VIEWER)
                .queryParam("limit", 0)
                .get("/v1/routes")
                .then()
                .statusCode(400)
                .body("field", equalTo("limit"));
    }

    @Test
    void shouldLetOnlyOperatorsWriteAndNobodyReadUnknown() {
        // When
        Response viewer = as(TestTokens.VIEWER).body(CHAT).put("/v1/routes/forbidden");
        Response ingest = as(TestTokens.INGEST).get("/v1/routes");
        Response nobody = anonymous().get("/v1/routes");
        Response stranger = as("cs_" + "x".repeat(43)).get("/v1/routes");

        // Then
        viewer.then().statusCode(403).contentType("application/problem+json");
        ingest.then().statusCode(403);
        nobody.then().statusCode(401).contentType("application/problem+json");
        stranger.then().statusCode(401);
        as(TestTokens.VIEWER).get("/v1/routes/forbidden").then().statusCode(404);
        as(TestTokens.OPERATOR).delete("/v1/routes/forbidden").then().statusCode(404);
    }

    @Test
    void shouldAuditWhoChangedWhat() {
        // Given
        put("audited", CHAT).then().statusCode(201);
        as(TestTokens.OPERATOR).delete("/v1/routes/audited").then().statusCode(204);

        // When
        Response audit =
                as(TestTokens.VIEWER).queryParam("resource", "routes/audited").get("/v1/audit");

        // Then
        audit.then()
                .statusCode(200)
                .body("items.action", hasItems("route.delete", "route.create"))
                .body("items[0].actor", equalTo("test-operator"))
                .body("items[0].before.deployment", equalTo("nba-mcp-prod"))
                .body("items[0].after", nullValue())
                .body("items[1].before", nullValue());
    }

    private static Response put(String name, String body) {
        return as(TestTokens.OPERATOR).body(body).put("/v1/routes/" + name);
    }
}
