package dev.courtside.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.courtside.e2e.house.Api;
import dev.courtside.e2e.house.Courtside;
import dev.courtside.e2e.house.CourtsideSuite;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The deployment file that people have, as it is. */
@ExtendWith(CourtsideSuite.class)
class DeploymentImportIT {
    static final String FILE = """
            {"deployments":[{"deployment_id":"nba-mcp-prod","name":"NBA MCP Production","regions":[
             {"region_name":"us-east-1","priority":1,"status":"active","endpoint_url":"https://us-east-1.api.example.com","health_check_url":"https://us-east-1.api.example.com/health"},
             {"region_name":"us-west-2","priority":2,"status":"inactive","endpoint_url":"https://us-west-2.api.example.com","health_check_url":"https://us-west-2.api.example.com/health"}],
             "failover_strategy":"active-passive","primary_region":"us-east-1","auto_failover":true}]}
            """;

    @AfterEach
    void removeDeployment(Courtside courtside) {
        courtside.api("region").delete("/v1/deployments/nba-mcp-prod");
    }

    @Test
    void shouldImportTheFileAsItIs(Courtside courtside) {
        // Given
        Api regions = courtside.api("region");

        // When
        Api.Answer imported = regions.post("/v1/deployments:import", FILE);

        // Then
        imported.expectSuccess();
        JsonNode deployment =
                regions.get("/v1/deployments/nba-mcp-prod").expectSuccess().json();
        assertThat(deployment.path("name").asText()).isEqualTo("NBA MCP Production");
        assertThat(deployment.path("regions").findValuesAsText("name")).containsExactly("us-east-1", "us-west-2");
        assertThat(regions.get("/v1/deployments/nba-mcp-prod/active-region")
                        .expectSuccess()
                        .json()
                        .path("region")
                        .asText())
                .isEqualTo("us-east-1");
    }

    @Test
    void shouldRefuseAnEndpointThatPointsIntoThePlatform(Courtside courtside) {
        // Given
        String metadata = FILE.replace("https://us-west-2.api.example.com/health", "http://169.254.169.254/latest");

        // When
        Api.Answer answer = courtside.api("region").post("/v1/deployments:import", metadata);

        // Then
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("field").asText()).contains("health_check_url");
    }
}
