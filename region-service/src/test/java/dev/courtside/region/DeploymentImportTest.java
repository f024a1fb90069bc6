package dev.courtside.region;

import static dev.courtside.region.TestingDeployments.deployment;
import static dev.courtside.region.TestingDeployments.verb;
import static dev.courtside.testkit.CourtsideClient.anonymous;
import static dev.courtside.testkit.CourtsideClient.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.courtside.testkit.PostgresResource;
import dev.courtside.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(value = PostgresResource.class, initArgs = @ResourceArg(name = "service", value = "region"))
class DeploymentImportTest {
    /** As products hand it over. */
    private static final String FILE = """
            {"deployments":[{"deployment_id":"nba-mcp-prod","name":"NBA MCP Production","regions":[
             {"region_name":"us-east-1","priority":1,"status":"active","endpoint_url":"https://us-east-1.api.example.com","health_check_url":"https://us-east-1.api.example.com/health"},
             {"region_name":"us-west-2","priority":2,"status":"inactive","endpoint_url":"https://us-west-2.api.example.com","health_check_url":"https://us-west-2.api.example.com/health"}],
             "failover_strategy":"active-passive","primary_region":"us-east-1","auto_failover":true}]}
            """;

    @Test
    void shouldTakeTheFileAsItIs() {
        // When
        verb(TestTokens.OPERATOR)
                .body(FILE)
                .post("/v1/deployments:import")
                .then()
                .statusCode(200)
                .body("deployments[0].id", equalTo("nba-mcp-prod"));

        // Then
        JsonPath stored = deployment("nba-mcp-prod");
        assertThat(stored.getString("name")).isEqualTo("NBA MCP Production");
        assertThat(stored.getString("strategy")).isEqualTo("active-passive");
        assertThat(stored.getString("activeRegion")).isEqualTo("us-east-1");
        assertThat(stored.getBoolean("autoFailover")).isTrue();
        assertThat(stored.getList("regions.name")).containsExactly("us-east-1", "us-west-2");
        assertThat(stored.getList("regions.status")).containsExactly("active", "inactive");
        assertThat(stored.getList("regions.priority")).containsExactly(1, 2);
        assertThat(stored.getString("regions[1].endpointUrl")).isEqualTo("https://us-west-2.api.example.com");
        assertThat(stored.getString("regions[1].healthCheckUrl")).isEqualTo("https://us-west-2.api.example.com/health");
    }

    @Test
    void shouldChangeNothingWhenTheFileIsImportedAgain() {
        // Given
        verb(TestTokens.OPERATOR)
                .body(FILE)
                .post("/v1/deployments:import")
                .then()
                .statusCode(200);
        long version = deployment("nba-mcp-prod").getLong("version");

        // When
        verb(TestTokens.OPERATOR)
                .body(FILE)
                .post("/v1/deployments:import")
                .then()
                .statusCode(200)
                .body("unchanged", equalTo(1));

        // Then
        assertThat(deployment("nba-mcp-prod").getLong("version")).isEqualTo(version);
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            "failover_strategy":"active-passive" | "failover_strategy":"round-robin" | 422 | deployments[0].failover_strategy
            "primary_region":"us-east-1"         | "primary_region":"mars"           | 422 | deployments[0].primary_region
            "region_name":"us-west-2"            | "region_name":"us-east-1"         | 422 | deployments[0].regions[1].region_name
            "priority":2                         | "priority":1                      | 422 | deployments[0].regions[1].priority
            "priority":2                         | "priority":0                      | 422 | deployments[0].regions[1].priority
            "priority":2                         | "priority":"second"               | 400 | deployments[0].regions[1].priority
            "status":"inactive"                  | "status":"asleep"                 | 422 | deployments[0].regions[1].status
            "status":"inactive",                 |                                   | 400 | deployments[0].regions[1].status
            "endpoint_url":"https://us-west-2.api.example.com" | "endpoint_url":"not a url" | 422 | deployments[0].regions[1].endpoint_url
            "endpoint_url":"https://us-west-2.api.example.com" | "endpoint_url":"ftp://us-west-2.api.example.com" | 422 | deployments[0].regions[1].endpoint_url
            "endpoint_url":"https://us-west-2.api.example.com" | "endpoint_url":"http://169.254.169.254" | 422 | deployments[0].regions[1].endpoint_url
            "health_check_url":"https://us-west-2.api.example.com/health" | "health_check_url":"http://10.0.0.1/health" | 422 | deployments[0].regions[1].health_check_url
            "deployment_id":"nba-mcp-prod",      |                                   | 400 | deployments[0].deployment_id
            "deployment_id":"nba-mcp-prod"       | "deployment_id":"../etc"          | 422 | deployments[0].deployment_id
            "name":"NBA MCP Production"          | "name":" "                        | 422 | deployments[0].name
            "primary_region":"us-east-1",        |                                   | 400 | deployments[0].primary_region
            ,"auto_failover":true                |                                   | 400 | deployments[0].auto_failover
            "auto_failover":true                 | "auto_failover":"perhaps"         | 400 | deployments[0].auto_failover
            "deployment_id"                      | "deployment_key"                  | 400 | deployments[0].deployment_id
            """)
    void shouldNameTheFieldThatIsWrong(String part, String replacement, int status, String field) {
        // Given
        String wrong = FILE.replace(part, replacement == null ? "" : replacement);

        // When
        String problem = verb(TestTokens.OPERATOR)
                .body(wrong)
                .post("/v1/deployments:import")
                .then()
                .statusCode(status)
                .contentType(containsString("application/problem+json"))
                .extract()
                .path("field");

        // Then
        assertThat(problem).isEqualTo(field);
    }

    @Test
    void shouldRefuseAnIdThatIsThereTwice() {
        // Given
        String one = FILE.substring(FILE.indexOf('[') + 1, FILE.lastIndexOf(']'));

        // When / Then
        verb(TestTokens.OPERATOR)
                .body("{\"deployments\":[" + one + "," + one + "]}")
                .post("/v1/deployments:import")
                .then()
                .statusCode(422)
                .body("field", equalTo("deployments[1].deployment_id"));
    }

    @Test
    void shouldTakeAllOfAFileOrNothing() {
        // Given
        String good =
                FILE.substring(FILE.indexOf('[') + 1, FILE.lastIndexOf(']')).replace("nba-mcp-prod", "half-of-a-file");
        String bad = good.replace("half-of-a-file", "other-half").replace("active-passive", "chance");

        // When
        verb(TestTokens.OPERATOR)
                .body("{\"deployments\":[" + good + "," + bad + "]}")
                .post("/v1/deployments:import")
                .then()
                .statusCode(422)
                .body("field", equalTo("deployments[1].failover_strategy"));

        // Then
        as(TestTokens.VIEWER).get("/v1/deployments/half-of-a-file").then().statusCode(404);
    }

    @Test
    void shouldRefuseWhatIsNoJsonOrNoFile() {
        verb(TestTokens.OPERATOR)
                .body("{\"deployments\":[")
                .post("/v1/deployments:import")
                .then()
                .statusCode(400);
        verb(TestTokens.OPERATOR)
                .body("{}")
                .post("/v1/deployments:import")
                .then()
                .statusCode(400)
                .body("field", equalTo("deployments"));
        verb(TestTokens.OPERATOR)
                .body("{\"deployments\":\"" + "x".repeat(2 * 1024 * 1024) + "\"}")
                .post("/v1/deployments:import")
                .then()
                .statusCode(413);
    }

    @Test
    void shouldAskForATokenOfTheRightRole() {
        anonymous()
                .urlEncodingEnabled(false)
                .body(FILE)
                .post("/v1/deployments:import")
                .then()
                .statusCode(401);
        verb(TestTokens.VIEWER).body(FILE).post("/v1/deployments:import").then().statusCode(403);
        as(TestTokens.INGEST).get("/v1/deployments").then().statusCode(403);
    }
}
