package dev.courtside.local.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TraceStoreResource.class)
class McpAndStatsTest {
    @Test
    void shouldListItsToolsResourcesAndPrompt() throws Exception {
        assertThat(Region.mcp("tools/list", "{}").at("/result/tools"))
                .extracting(tool -> tool.path("name").asText())
                .containsExactlyInAnyOrder("get_player_stats", "compare_teams", "get_game_log", "predict_matchup");
        assertThat(Region.mcp("resources/list", "{}").at("/result/resources"))
                .extracting(resource -> resource.path("uri").asText())
                .containsExactlyInAnyOrder("nba://teams", "nba://players");
        assertThat(Region.mcp("prompts/list", "{}").at("/result/prompts/0/name").asText())
                .isEqualTo("matchup_preview");
    }

    @Test
    void shouldAnswerEachTool() throws Exception {
        assertThat(tool("get_player_stats", "{\"player\":\"Nikola Jokic\"}")).contains("24.5 points");
        assertThat(tool("compare_teams", "{\"teamA\":\"BOS\",\"teamB\":\"LAL\"}"))
                .contains("57, against 43");
        assertThat(tool("get_game_log", "{\"team\":\"DEN\",\"games\":3}")).contains("last 3 games");
        assertThat(tool("get_game_log", "{\"player\":\"Curry\"}")).contains("last 5 games");
        assertThat(tool("predict_matchup", "{\"home\":\"BOS\",\"away\":\"IND\"}"))
                .contains("homeWinProbability");
    }

    @Test
    void shouldSayWhatIsWrongAsAnErrorOfTheTool() throws Exception {
        for (String[] wrong : new String[][] {
            {"get_player_stats", "{\"player\":\"Nobody\"}", "no player 'Nobody'"},
            {"get_game_log", "{}", "either team or player"},
            {"get_game_log", "{\"team\":\"DEN\",\"games\":21}", "from 1 to 20"},
            {"get_game_log", "{\"team\":\"DEN\",\"games\":0}", "from 1 to 20"},
            {"predict_matchup", "{\"home\":\"BOS\",\"away\":\"Celtics\"}", "the same team"},
        }) {
            // When
            JsonNode result = call(wrong[0], wrong[1]);

            // Then
            assertThat(result.path("isError").asBoolean()).as(wrong[1]).isTrue();
            assertThat(result.at("/content/0/text").asText()).contains(wrong[2]);
        }
    }

    @Test
    void shouldReadResourcesAndKnowTheirLimits() throws Exception {
        assertThat(Region.mcp("resources/read", "{\"uri\":\"nba://players/luka-doncic\"}")
                        .at("/result/contents/0/text")
                        .asText())
                .contains("Luka Dončić");
        assertThat(Region.mcp("resources/read", "{\"uri\":\"nba://players/nobody\"}")
                        .at("/error/message")
                        .asText())
                .contains("nobody");
    }

    @Test
    void shouldAnswerStatisticsAsPlainJson() throws Exception {
        assertThat(Region.get("/stats/players/nikola-jokic")
                        .json()
                        .at("/player/assists")
                        .asDouble())
                .isEqualTo(9.8);
        assertThat(Region.get("/stats/teams").json().path("teams")).hasSizeGreaterThan(10);
        assertThat(Region.get("/stats/teams").json().path("notice").asText()).startsWith("Sample data");
        assertThat(Region.get("/stats/players/nobody").status()).isEqualTo(404);
        assertThat(Region.get("/stats/nothing").status()).isEqualTo(404);
    }

    @Test
    void shouldLeaveOneServerSpanForEachCallUnderItsCaller() throws Exception {
        // Given
        String mcp = "11111111111111111111111111111111";
        String model = "22222222222222222222222222222222";
        String parent = "b7ad6b7169203331";

        // When
        Region.mcp(
                "tools/call",
                "{\"name\":\"get_player_stats\",\"arguments\":{\"player\":\"Curry\"}}",
                "traceparent",
                "00-" + mcp + "-" + parent + "-01");
        Region.post(
                "/v1/chat/completions",
                "{\"model\":\"gpt-4\",\"messages\":[{\"role\":\"user\",\"content\":\"?\"}]}",
                "traceparent",
                "00-" + model + "-" + parent + "-01");
        Region.get("/health", "traceparent", "00-33333333333333333333333333333333-" + parent + "-01");

        // Then
        for (String[] expected : new String[][] {{mcp, "POST /mcp"}, {model, "POST /v1/chat/completions"}}) {
            await(expected[1])
                    .atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(Region.trace(expected[0]).at("/data/0/spans"))
                            .hasSize(1));
            JsonNode trace = Region.trace(expected[0]).at("/data/0");
            assertThat(trace.at("/spans/0/operationName").asText()).isEqualTo(expected[1]);
            assertThat(trace.at("/spans/0/references/0/spanID").asText()).isEqualTo(parent);
            assertThat(trace.at("/spans/0/tags").toString())
                    .contains("\"span.kind\",\"type\":\"string\",\"value\":\"server\"");
            assertThat(trace.at("/processes/p1/serviceName").asText()).isEqualTo("demo-us-east-1");
        }
        assertThat(Region.trace("33333333333333333333333333333333")
                        .at("/errors/0/code")
                        .asInt())
                .isEqualTo(404);
    }

    private static String tool(String name, String arguments) throws Exception {
        JsonNode result = call(name, arguments);
        assertThat(result.path("isError").asBoolean()).as("%s", result).isFalse();
        return result.at("/content/0/text").asText();
    }

    private static JsonNode call(String name, String arguments) throws Exception {
        return Region.mcp("tools/call", "{\"name\":\"" + name + "\",\"arguments\":" + arguments + "}")
                .path("result");
    }
}
