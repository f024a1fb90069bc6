package dev.courtside.local.demo.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.courtside.local.demo.nba.SampleData;
import io.quarkiverse.mcp.server.JsonRpcErrorCodes;
import io.quarkiverse.mcp.server.McpException;
import io.quarkiverse.mcp.server.Prompt;
import io.quarkiverse.mcp.server.PromptArg;
import io.quarkiverse.mcp.server.PromptMessage;
import io.quarkiverse.mcp.server.RequestUri;
import io.quarkiverse.mcp.server.Resource;
import io.quarkiverse.mcp.server.ResourceTemplate;
import io.quarkiverse.mcp.server.TextResourceContents;
import java.util.Map;

/** The resources and the prompt of the NBA MCP server. */
public class NbaResources {
    private static final String JSON = "application/json";

    private final SampleData data;
    private final ObjectMapper json;

    public NbaResources(SampleData data, ObjectMapper json) {
        this.data = data;
        this.json = json;
    }

    @Resource(uri = "nba://teams", name = "teams", description = "All teams of the sample data", mimeType = JSON)
    TextResourceContents teams(RequestUri uri) {
        return contents(uri, Map.of("notice", data.notice(), "season", data.season(), "teams", data.teams()));
    }

    @Resource(uri = "nba://players", name = "players", description = "All players of the sample data", mimeType = JSON)
    TextResourceContents players(RequestUri uri) {
        return contents(uri, Map.of("notice", data.notice(), "season", data.season(), "players", data.players()));
    }

    @ResourceTemplate(
            uriTemplate = "nba://players/{id}",
            name = "player",
            description = "One player by id, such as nikola-jokic",
            mimeType = JSON)
    TextResourceContents player(String id, RequestUri uri) {
        return contents(
                uri,
                data.player(id)
                        .orElseThrow(() ->
                                new McpException("no player '" + id + "'", JsonRpcErrorCodes.RESOURCE_NOT_FOUND)));
    }

    @Prompt(name = "matchup_preview", description = "Asks for a preview of one game that uses this server's tools")
    PromptMessage matchupPreview(
            @PromptArg(description = "The team that plays at home") String home,
            @PromptArg(description = "The team that visits") String away) {
        return PromptMessage.withUserRole(
                "Write a short preview of " + away + " at " + home
                        + ". Call compare_teams and predict_matchup first, name their figures, and say that they are sample data.");
    }

    private TextResourceContents contents(RequestUri uri, Object value) {
        try {
            return new TextResourceContents(uri.value(), json.writeValueAsString(value), JSON);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
