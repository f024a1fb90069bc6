package dev.courtside.region;

import static dev.courtside.region.TestingDeployments.body;
import static dev.courtside.region.TestingDeployments.freshId;
import static dev.courtside.region.TestingDeployments.verb;
import static dev.courtside.testkit.CourtsideClient.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.courtside.testkit.PostgresResource;
import dev.courtside.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = PostgresResource.class, initArgs = @ResourceArg(name = "service", value = "region"))
class DeploymentResourceTest {

    @Test
    void shouldRefuseAWriteThatWasMeantForAnotherVersion() {
        try (TestingRegion east = new TestingRegion("east")) {
            // Given
            String id = freshId();
            String first = as(TestTokens.OPERATOR)
                    .body(body(true, east))
                    .put("/v1/deployments/" + id)
                    .then()
                    .statusCode(201)
                    .extract()
                    .header("ETag");
            String renamed = body(true, east).replace("A test", "Renamed");

            // When
            String second = as(TestTokens.OPERATOR)
                    .header("If-Match", first)
                    .body(renamed)
                    .put("/v1/deployments/" + id)
                    .then()
                    .statusCode(200)
                    .body("name", equalTo("Renamed"))
                    .extract()
                    .header("ETag");

            // Then
            assertThat(second).isNotEqualTo(first);
            as(TestTokens.OPERATOR)
                    .header("If-Match", first)
                    .body(body(true, east))
                    .put("/v1/deployments/" + id)
                    .then()
                    .statusCode(412);
            as(TestTokens.OPERATOR)
                    .header("If-Match", first)
                    .delete("/v1/deployments/" + id)
                    .then()
                    .statusCode(412);
            verb(TestTokens.OPERATOR)
                    .header("If-Match", first)
                    .body("{\"reason\":\"x\"}")
                    .post("/v1/deployments/" + id + "/regions/east:activate")
                    .then()
                    .statusCode(412);
            as(TestTokens.OPERATOR)
                    .header("If-Match", second)
                    .delete("/v1/deployments/" + id)
                    .then()
                    .statusCode(204);
            as(TestTokens.VIEWER).get("/v1/deployments/" + id).then().statusCode(404);
        }
    }

    @Test
    void shouldNotRemoveTheRegionThatServes() {
        try (TestingRegion east = new TestingRegion("east");
                TestingRegion west = new TestingRegion("west")) {
            // Given
            String id = freshId();
            as(TestTokens.OPERATOR).body(body(true, east, west)).put("/v1/deployments/" + id);

            // When / Then
            as(TestTokens.OPERATOR)
                    .body(body(true, west))
                    .put("/v1/deployments/" + id)
                    .then()
                    .statusCode(409);
            as(TestTokens.OPERATOR)
                    .body(body(true, east))
                    .put("/v1/deployments/" + id)
                    .then()
                    .statusCode(200)
                    .body("regions.size()", equalTo(1));
        }
    }

    @Test
    void shouldPageThroughDeploymentsByCursor() {
        try (TestingRegion east = new TestingRegion("east")) {
            // Given
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                String id = freshId();
                ids.add(id);
                as(TestTokens.OPERATOR).body(body(true, east)).put("/v1/deployments/" + id);
            }

            // When
            List<String> seen = new ArrayList<>();
            String cursor = "";
            while (cursor != null) {
                JsonPath page = as(TestTokens.VIEWER)
                        .queryParam("limit", 2)
                        .queryParam("cursor", cursor)
                        .get("/v1/deployments")
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath();
                seen.addAll(page.getList("items.id"));
                cursor = page.getString("nextCursor");
            }

            // Then
            assertThat(seen).containsAll(ids).doesNotHaveDuplicates().isSorted();
        }
    }

    @Test
    void shouldWriteEveryChangeIntoTheAuditLog() {
        try (TestingRegion east = new TestingRegion("east")) {
            // Given
            String id = freshId();

            // When
            as(TestTokens.OPERATOR).body(body(true, east)).put("/v1/deployments/" + id);
            as(TestTokens.OPERATOR).delete("/v1/deployments/" + id);

            // Then
            as(TestTokens.VIEWER)
                    .queryParam("resource", "deployments/" + id)
                    .get("/v1/audit")
                    .then()
                    .statusCode(200)
                    .body("items.action", hasItem("deployment.create"))
                    .body("items.action", hasItem("deployment.delete"))
                    .body("items[0].actor", equalTo("test-operator"));
        }
    }

    @Test
    void shouldNameTheFieldOfADeploymentThatIsPut() {
        try (TestingRegion east = new TestingRegion("east")) {
            as(TestTokens.OPERATOR)
                    .body(body(true, east).replace("\"priority\":1,", ""))
                    .put("/v1/deployments/" + freshId())
                    .then()
                    .statusCode(400)
                    .body("field", equalTo("regions[0].priority"));
        }
    }
}
