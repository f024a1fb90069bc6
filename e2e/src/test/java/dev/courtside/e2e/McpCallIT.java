package dev.courtside.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.courtside.e2e.house.Clients;
import dev.courtside.e2e.house.Courtside;
import dev.courtside.e2e.house.CourtsideSuite;
import dev.courtside.e2e.house.TraceContext;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The MCP Java SDK through the gateway. */
@ExtendWith(CourtsideSuite.class)
class McpCallIT {

    @Test
    void shouldInitializeListAndCallThroughTheGatewayInOneTraceEach(Courtside courtside) {
        // Given
        AtomicReference<String> caller =
                new AtomicReference<>(TraceContext.fresh().traceparent());
        try (McpSyncClient client = Clients.mcp(courtside, "nba", () -> Objects.requireNonNull(caller.get()))) {
            McpSchema.InitializeResult initialized = client.initialize();
            List<String> tools = client.listTools().tools().stream()
                    .map(McpSchema.Tool::name)
                    .toList();
            TraceContext ofCall = TraceContext.fresh();
            caller.set(ofCall.traceparent());

            // When
            McpSchema.CallToolResult result = client.callTool(
                    new McpSchema.CallToolRequest("get_player_stats", Map.of("player", "Nikola Jokic")));

            // Then
            caller.set(TraceContext.fresh().traceparent());
            assertThat(initialized.serverInfo().name()).isNotBlank();
            assertThat(tools).contains("get_player_stats", "compare_teams", "get_game_log", "predict_matchup");
            assertThat(result.isError()).isNotEqualTo(Boolean.TRUE);
            assertThat(result.content()).isNotEmpty();
            Chain chain = Chain.of(courtside.traces().await(ofCall.traceId(), Chain::isComplete), ofCall);
            assertThat(chain.client().name()).isEqualTo("tools/call get_player_stats");
            assertThat(chain.tags())
                    .containsEntry("mcp.method.name", "tools/call")
                    .containsEntry("gen_ai.tool.name", "get_player_stats");
        }
    }
}
