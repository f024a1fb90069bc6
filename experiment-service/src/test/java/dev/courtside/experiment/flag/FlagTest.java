package dev.courtside.experiment.flag;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.courtside.experiment.ExperimentTestResource;
import dev.courtside.kit.security.Role;
import dev.courtside.testkit.CourtsideClient;
import dev.courtside.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(ExperimentTestResource.class)
class FlagTest {
    private static final String BOOLEAN = """
            {"state":"ENABLED","variants":{"on":true,"off":false},"defaultVariant":"off",
             "targeting":{"if":[{"==":[{"var":"tier"},"pro"]},"on"]},
             "description":"The new dashboard","owner":"web","tags":["ui","beta"],"metadata":{"ours":1}}""";

    @Test
    void shouldKeepAFlagAsItWasPut() {
        // Given
        String key = newKey();

        // When
        put(key, BOOLEAN).statusCode(201).header("ETag", equalTo("\"0\""));

        // Then
        CourtsideClient.as(TestTokens.VIEWER)
                .get("/v1/flags/" + key)
                .then()
                .statusCode(200)
                .header("ETag", equalTo("\"0\""))
                .body("key", equalTo(key))
                .body("state", equalTo("ENABLED"))
                .body("variants.on", equalTo(true))
                .body("defaultVariant", equalTo("off"))
                .body("targeting.if[1]", equalTo("on"))
                .body("owner", equalTo("web"))
                .body("tags", hasItems("ui", "beta"))
                .body("version", equalTo(0))
                .body("createdAt", notNullValue())
                .body("archivedAt", nullValue());
    }

    @Test
    void shouldTellWhetherAFlagIsOnForAUnit() {
        // Given
        String key = newKey();
        put(key, BOOLEAN).statusCode(201);

        // When / Then
        enabled(key, "?unit=user_1&tier=pro").body("enabled", equalTo(true)).body("reason", equalTo("TARGETING_MATCH"));
        enabled(key, "?unit=user_1").body("enabled", equalTo(false)).body("reason", equalTo("DEFAULT"));
        enabled(key, "").body("enabled", equalTo(false));
    }

    @Test
    void shouldSwitchAFlagOffAndOn() {
        // Given
        String key = newKey();
        put(key, BOOLEAN.replace("\"defaultVariant\":\"off\"", "\"defaultVariant\":\"on\""));

        // When
        toggle(key, "{\"enabled\":false}").statusCode(200).body("state", equalTo("DISABLED"));
        enabled(key, "?unit=u").body("enabled", equalTo(false)).body("reason", equalTo("DISABLED"));
        toggle(key, "{\"enabled\":true}").statusCode(200).body("state", equalTo("ENABLED"));

        // Then
        enabled(key, "?unit=u").body("enabled", equalTo(true));
    }

    @Test
    void shouldArchiveAFlagAndBringItBack() {
        // Given
        String key = newKey();
        put(key, BOOLEAN);

        // When
        CourtsideClient.as(TestTokens.OPERATOR)
                .delete("/v1/flags/" + key)
                .then()
                .statusCode(204);

        // Then
        CourtsideClient.as(TestTokens.VIEWER)
                .get("/v1/flags/" + key)
                .then()
                .statusCode(200)
                .body("archivedAt", notNullValue());
        CourtsideClient.as(TestTokens.VIEWER)
                .get("/v1/flags/" + key + "/enabled?unit=u")
                .then()
                .statusCode(404)
                .body("type", equalTo("https://courtside.dev/problems/not-found"));
        CourtsideClient.as(TestTokens.OPERATOR)
                .delete("/v1/flags/" + key)
                .then()
                .statusCode(404);
        put(key, BOOLEAN).statusCode(200).body("archivedAt", nullValue());
    }

    @Test
    void shouldRefuseALostUpdate() {
        // Given
        String key = newKey();
        put(key, BOOLEAN);
        put(key, BOOLEAN.replace("web", "core")).statusCode(200).header("ETag", equalTo("\"1\""));

        // When
        ValidatableResponse late = CourtsideClient.as(TestTokens.OPERATOR)
                .header("If-Match", "\"0\"")
                .body(BOOLEAN)
                .put("/v1/flags/" + key)
                .then();

        // Then
        late.statusCode(412).contentType("application/problem+json");
        CourtsideClient.as(TestTokens.VIEWER).get("/v1/flags/" + key).then().body("owner", equalTo("core"));
    }

    @Test
    void shouldListByPage() {
        // Given
        String prefix = "0page-" + UUID.randomUUID();
        for (int i = 0; i < 3; i++) {
            put(prefix + "-" + i, BOOLEAN).statusCode(201);
        }

        // When
        String cursor = CourtsideClient.as(TestTokens.VIEWER)
                .get("/v1/flags?limit=2")
                .then()
                .statusCode(200)
                .body("items.key", hasItems(prefix + "-0", prefix + "-1"))
                .extract()
                .path("nextCursor");

        // Then
        CourtsideClient.as(TestTokens.VIEWER)
                .queryParam("cursor", cursor)
                .get("/v1/flags?limit=2")
                .then()
                .statusCode(200)
                .body("items.key", hasItem(prefix + "-2"))
                .body("items.key", not(hasItem(prefix + "-1")));
    }

    @Test
    void shouldAuditWhoChangedWhat() {
        // Given
        String key = newKey();
        put(key, BOOLEAN);

        // When
        toggle(key, "{\"enabled\":false}").statusCode(200);

        // Then
        CourtsideClient.as(TestTokens.VIEWER)
                .get("/v1/audit?resource=flags/" + key)
                .then()
                .statusCode(200)
                .body("items[0].action", equalTo("toggle"))
                .body("items[0].actor", equalTo(TestTokens.id(Role.OPERATOR)))
                .body("items[0].before.state", equalTo("ENABLED"))
                .body("items[0].after.state", equalTo("DISABLED"))
                .body("items[1].action", equalTo("put"))
                .body("items[1].before", nullValue());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | 422 | variants",
                "{\"variants\":{}} | 422 | variants",
                "{\"variants\":{\"on\":true,\"off\":\"no\"}} | 422 | variants.off",
                "{\"variants\":{\"on\":null}} | 422 | variants.on",
                "{\"variants\":{\"o n\":true}} | 400 | variants",
                "{\"variants\":{\"on\":true},\"defaultVariant\":\"off\"} | 422 | defaultVariant",
                "{\"variants\":{\"on\":true},\"state\":\"MAYBE\"} | 400 | state",
                "{\"variants\":{\"on\":true},\"targeting\":{\"explode\":[1]}} | 422 | targeting",
                "{\"variants\":{\"on\":true},\"tags\":[\"a b\"]} | 400 | tags"
            })
    void shouldNameWhatIsWrongWithAFlag(String body, int status, String field) {
        // When
        ValidatableResponse answer = put(newKey(), body);

        // Then
        answer.statusCode(status)
                .contentType("application/problem+json")
                .body("field", equalTo(field))
                .body("status", equalTo(status))
                .body("traceId", notNullValue());
    }

    @Test
    void shouldRefuseWhatIsNoRequest() {
        // When / Then
        put(newKey(), "{\"variants\":").statusCode(400).body("type", containsString("invalid-json"));
        put("a b", BOOLEAN).statusCode(400).body("field", equalTo("key"));
        toggle(newKey(), "{\"enabled\":true}").statusCode(404);
        toggle(newKey(), "{}").statusCode(400).body("field", equalTo("enabled"));
        CourtsideClient.anonymous().body(BOOLEAN).put("/v1/flags/x").then().statusCode(401);
        CourtsideClient.as(TestTokens.VIEWER)
                .body(BOOLEAN)
                .put("/v1/flags/x")
                .then()
                .statusCode(403)
                .contentType(startsWith("application/problem+json"));
        CourtsideClient.as(TestTokens.INGEST).get("/v1/flags").then().statusCode(403);
        CourtsideClient.as(TestTokens.OPERATOR)
                .body("{\"description\":\"" + "x".repeat(1_100_000) + "\"}")
                .put("/v1/flags/x")
                .then()
                .statusCode(413)
                .body("limit", equalTo(1024 * 1024));
        CourtsideClient.as(TestTokens.VIEWER)
                .get("/v1/flags?limit=0")
                .then()
                .statusCode(400)
                .body("field", equalTo("limit"));
    }

    @Test
    void shouldNotCallAStringFlagEnabled() {
        // Given
        String key = newKey();
        put(key, "{\"variants\":{\"a\":\"x\",\"b\":\"y\"},\"defaultVariant\":\"a\"}");

        // When
        ValidatableResponse answer = CourtsideClient.as(TestTokens.INGEST)
                .get("/v1/flags/" + key + "/enabled?unit=u")
                .then();

        // Then
        answer.statusCode(422).body("detail", containsString("not a boolean"));
    }

    private static String newKey() {
        return "flag-" + UUID.randomUUID();
    }

    private static ValidatableResponse put(String key, String body) {
        return CourtsideClient.as(TestTokens.OPERATOR)
                .body(body)
                .put("/v1/flags/{key}", key)
                .then();
    }

    private static ValidatableResponse toggle(String key, String body) {
        return CourtsideClient.as(TestTokens.OPERATOR)
                .body(body)
                .urlEncodingEnabled(false)
                .post("/v1/flags/" + key + ":toggle")
                .then();
    }

    private static ValidatableResponse enabled(String key, String query) {
        return CourtsideClient.as(TestTokens.INGEST)
                .get("/v1/flags/" + key + "/enabled" + query)
                .then()
                .statusCode(200);
    }
}
