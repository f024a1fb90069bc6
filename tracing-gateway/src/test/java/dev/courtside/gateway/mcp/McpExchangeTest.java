package dev.courtside.gateway.mcp;

import static dev.courtside.testkit.CourtsideClient.as;
import static org.assertj.core.api.Assertions.assertThat;

import dev.courtside.gateway.DataPathResource;
import dev.courtside.gateway.TestingUpstream;
import dev.courtside.gateway.snapshot.TestingTables;
import dev.courtside.testkit.SpanCollector;
import dev.courtside.testkit.TestTokens;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** MCP's streamable HTTP through the gateway. */
@QuarkusTest
@QuarkusTestResource(value = DataPathResource.class, restrictToAnnotatedClass = true)
class McpExchangeTest {
    private static final String SESSION = "Mcp-Session-Id";
    private static final Pattern TRACE_PARENT =
            Pattern.compile("\"traceparent\":\"00-([0-9a-f]{32})-([0-9a-f]{16})-01\"");
    private static final String RESULT =
            "{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":{\"content\":[{\"type\":\"text\",\"text\":\"🏀\"}]}}";

    @Inject
    TestingTables tables;

    @Inject
    SpanCollector spans;

    @Test
    void shouldKeepASessionWithTheRegionThatOpenedIt() {
        String session = UUID.randomUUID().toString();
        try (TestingUpstream home = TestingUpstream.start((request, response) -> response.putHeader(SESSION, session)
                        .putHeader("Content-Type", "application/json")
                        .end(RESULT));
                TestingUpstream other = TestingUpstream.answering(200, "application/json", RESULT)) {
            // Given a session that was opened before another region became the first choice
            tables.serve(TestingUpstream.refusing(), home.uri());
            mcp().body(call("initialize", "{}"))
                    .post("/mcp/nba")
                    .then()
                    .statusCode(200)
                    .header(SESSION, session);
            tables.serve(other.uri(), home.uri());
            mcp().body(call("ping", "{}")).post("/mcp/nba").then().header("Courtside-Region", "region-1");

            // When
            var inSession = mcp().header(SESSION, session)
                    .body(call("tools/list", "{}"))
                    .post("/mcp/nba");

            // Then
            inSession.then().statusCode(200).header("Courtside-Region", "region-2");
            assertThat(home.requests().getLast().header(SESSION)).isEqualTo(session);
            assertThat(home.requests().getLast().uri()).isEqualTo("/mcp");
        }
    }

    @Test
    void shouldPassStreamsAndTheEndOfSessions() {
        String events =
                "id: 1\r\nevent: message\r\ndata: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/message\"}\r\n\r\n";
        try (TestingUpstream upstream = TestingUpstream.start((request, response) -> {
            if (request.method().equals("GET")) {
                response.putHeader("Content-Type", "text/event-stream").end(events);
            } else {
                response.setStatusCode(204).end();
            }
        })) {
            // Given
            tables.serve(upstream.uri());

            // When
            var stream = mcp().header("Accept", "text/event-stream")
                    .header("Last-Event-ID", "41")
                    .header(SESSION, "s-1")
                    .get("/mcp/nba");
            var end = mcp().header(SESSION, "s-1").delete("/mcp/nba");

            // Then
            assertThat(stream.asString()).isEqualTo(events);
            end.then().statusCode(204);
            assertThat(upstream.requests().getFirst().header("Last-Event-ID")).isEqualTo("41");
        }
    }

    @Test
    void shouldTakeItsParentFromTheMessageAndLinkTheHttpContext() {
        try (TestingUpstream upstream = TestingUpstream.answering(200, "application/json", RESULT)) {
            // Given
            tables.serve(upstream.uri());
            String traceId = hex(32);
            String httpTrace = hex(32);
            String body = call(
                    "tools/call",
                    "{\"name\":\"get_player_stats\",\"arguments\":{\"n\":1.50},\"_meta\":{\"traceparent\":\"00-"
                            + traceId + "-b7ad6b7169203331-01\",\"progressToken\":3}}");

            // When
            var answer = mcp().header("traceparent", "00-" + httpTrace + "-00f067aa0ba902b7-01")
                    .body(body)
                    .post("/mcp/nba");

            // Then
            answer.then().statusCode(200).header("Courtside-Trace-Id", traceId);
            List<SpanData> tree = spans.await(traceId, found -> found.size() == 2);
            SpanData server = only(tree, SpanKind.SERVER);
            SpanData client = only(tree, SpanKind.CLIENT);
            assertThat(server.getParentSpanId()).isEqualTo("b7ad6b7169203331");
            assertThat(server.getLinks())
                    .singleElement()
                    .satisfies(link ->
                            assertThat(link.getSpanContext().getTraceId()).isEqualTo(httpTrace));
            assertThat(client.getParentSpanId()).isEqualTo(server.getSpanId());
            assertThat(client.getName()).isEqualTo("tools/call get_player_stats");
            assertThat(text(client, "mcp.method.name")).isEqualTo("tools/call");
            assertThat(text(client, "gen_ai.tool.name")).isEqualTo("get_player_stats");
            assertThat(text(client, "gen_ai.operation.name")).isEqualTo("execute_tool");
            assertThat(text(client, "jsonrpc.request.id")).isEqualTo("7");
            var seen = upstream.request();
            assertThat(seen.text())
                    .isEqualTo(body.replace(traceId + "-b7ad6b7169203331", traceId + "-" + client.getSpanId()));
            assertThat(seen.header("traceparent")).isEqualTo("00-" + traceId + "-" + client.getSpanId() + "-01");
        }
    }

    @Test
    void shouldWriteItsContextIntoMessagesWithoutOne() {
        try (TestingUpstream upstream = TestingUpstream.answering(200, "application/json", RESULT)) {
            // Given
            tables.serve(upstream.uri());

            // When
            String traceId = mcp().body(call("tools/list", "{\"cursor\":\"c\"}"))
                    .post("/mcp/nba")
                    .header("Courtside-Trace-Id");

            // Then
            Matcher written = TRACE_PARENT.matcher(upstream.request().text());
            assertThat(written.find()).isTrue();
            assertThat(written.group(1)).isEqualTo(traceId);
            assertThat(upstream.request().text()).contains("\"cursor\":\"c\"");
        }
    }

    @Test
    void shouldRecogniseAToolThatFailedInJsonAndInStreams() {
        String failed = "{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":{\"content\":[],\"isError\":true}}";
        String body = call("tools/call", "{\"name\":\"compare_teams\"}");
        try (TestingUpstream json = TestingUpstream.answering(200, "application/json", failed);
                TestingUpstream events = TestingUpstream.answering(
                        200, "text/event-stream", "event: message\ndata: " + failed + "\n\n")) {
            for (TestingUpstream upstream : List.of(json, events)) {
                // Given
                tables.serve(upstream.uri());

                // When
                String traceId = mcp().body(body).post("/mcp/nba").header("Courtside-Trace-Id");

                // Then
                SpanData client = only(spans.await(traceId, found -> found.size() == 2), SpanKind.CLIENT);
                assertThat(text(client, "error.type")).isEqualTo("tool_error");
            }
        }
    }

    @Test
    void shouldPassABatchUntouchedAndRefuseWhatIsNoMessage() {
        String batch = "[" + call("ping", "{}") + ", " + call("tools/call", "{\"name\":\"a\"}") + "]";
        try (TestingUpstream upstream = TestingUpstream.answering(200, "application/json", "[]")) {
            // Given
            tables.serve(upstream.uri());

            // When
            var passed = mcp().body(batch).post("/mcp/nba");
            var refused = mcp().body("\"hello\"").post("/mcp/nba");

            // Then
            passed.then().statusCode(200);
            assertThat(upstream.request().text()).isEqualTo(batch);
            refused.then().statusCode(400).contentType("application/problem+json");
        }
    }

    private static RequestSpecification mcp() {
        return as(TestTokens.INGEST).accept("application/json, text/event-stream");
    }

    private static String call(String method, String params) {
        return "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"" + method + "\",\"params\":" + params + "}";
    }

    private static String hex(int digits) {
        return UUID.randomUUID().toString().replace("-", "").substring(0, digits);
    }

    private static SpanData only(List<SpanData> tree, SpanKind kind) {
        assertThat(tree).filteredOn(span -> span.getKind() == kind).hasSize(1);
        return tree.stream().filter(span -> span.getKind() == kind).findFirst().orElseThrow();
    }

    private static String text(SpanData span, String attribute) {
        return String.valueOf(span.getAttributes().get(AttributeKey.stringKey(attribute)));
    }
}
