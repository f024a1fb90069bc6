package dev.courtside.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.courtside.gateway.route.Protocol;
import dev.courtside.gateway.route.RetryPolicy;
import dev.courtside.gateway.route.RouteDefinition;
import dev.courtside.gateway.route.RouteTable;
import dev.courtside.gateway.route.Timeouts;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecognitionTest {
    private static final RouteTable ROUTES =
            new RouteTable(List.of(route("stats", Protocol.HTTP), route("chat", Protocol.OPENAI)));

    private static RouteDefinition route(String name, Protocol protocol) {
        return new RouteDefinition(
                name, protocol, "d", null, null, Timeouts.DEFAULT, RetryPolicy.DEFAULT, List.of(), null);
    }

    @Test
    void shouldRecogniseConfiguredHttpRoutesAndWhatFollows() {
        assertThat(Recognition.of("/stats/players/7", ROUTES))
                .isEqualTo(new Destination(Operation.HTTP, "stats", "/players/7"));
        assertThat(Recognition.of("/stats", ROUTES)).isEqualTo(new Destination(Operation.HTTP, "stats", ""));
        assertThat(Recognition.of("/mcp/nba", ROUTES)).isEqualTo(new Destination(Operation.MCP, "nba", ""));
        assertThat(Recognition.of("/v1/models/gpt-4", ROUTES))
                .isEqualTo(new Destination(Operation.MODELS, null, "/gpt-4"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "",
                "/chat/x",
                "/v1/routes",
                "/v1/tokens/x",
                "/q/health",
                "/unknown/x",
                "/mcp",
                "/mcp/",
                "/mcp/a/b",
                "/statsx",
                "/v1/chat/completions/",
                "//stats"
            })
    void shouldLeaveAllOtherPathsAlone(String path) {
        assertThat(Recognition.of(path, ROUTES)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/..",
                "/../admin",
                "/a/../../b",
                "/.",
                "/a/./b",
                "/%2e%2e/x",
                "/.%2E/x",
                "/a%2f..%2fb",
                "/..;x=1/b",
                "/..\\b",
                "/a/..%5cb"
            })
    void shouldSeeSegmentsThatWouldLeaveThePrefix(String path) {
        assertThat(Recognition.hasDotSegment(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/a.b/c..d", "/.well-known/x", "/...", "/a/..b", "/100%25"})
    void shouldAllowDotsInsideSegments(String path) {
        assertThat(Recognition.hasDotSegment(path)).isFalse();
    }
}
