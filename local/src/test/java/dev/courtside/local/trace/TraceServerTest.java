package dev.courtside.local.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TraceServerTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PROTOBUF = "application/x-protobuf";

    private final HttpClient http = HttpClient.newHttpClient();
    private TraceServer server;

    @BeforeEach
    void start() throws IOException {
        server = new TraceServer(new TraceStore(), 0);
    }

    @AfterEach
    void stop() {
        server.close();
        http.close();
    }

    @Test
    void shouldAnswerAProtobufExportInJaegersJson() throws Exception {
        // Given
        Span.Builder child = Spans.span(1, 2, "chat gpt-4")
                .setKind(Span.SpanKind.SPAN_KIND_CLIENT)
                .setParentSpanId(Spans.bytes(Spans.spanId(1)))
                .setTraceState("vendor=1")
                .addAttributes(Spans.text("gen_ai.request.model", "gpt-4"))
                .addAttributes(number("gen_ai.usage.input_tokens", 12))
                .setStatus(Status.newBuilder()
                        .setCode(Status.StatusCode.STATUS_CODE_ERROR)
                        .setMessage("gone"))
                .addLinks(Span.Link.newBuilder()
                        .setTraceId(Spans.bytes(Spans.traceId(9)))
                        .setSpanId(Spans.bytes(Spans.spanId(8))))
                .addEvents(Span.Event.newBuilder()
                        .setName("retry")
                        .setTimeUnixNano(Spans.START_NANOS)
                        .addAttributes(number("attempt", 2)));

        // When
        HttpResponse<byte[]> accepted = export(
                PROTOBUF,
                null,
                Spans.export("gateway", Spans.span(1, 1, "POST /"), child).toByteArray());
        JsonNode answer = get("/api/traces/" + Spans.traceId(1));

        // Then
        assertThat(accepted.statusCode()).isEqualTo(200);
        assertThat(accepted.headers().firstValue("Content-Type")).contains(PROTOBUF);
        assertThat(ExportTraceServiceResponse.parseFrom(accepted.body()).hasPartialSuccess())
                .isFalse();
        assertThat(answer).isEqualTo(JSON.readTree("""
                {"data":[{"traceID":"00000000000000000000000000000001","spans":[
                  {"traceID":"00000000000000000000000000000001","spanID":"0000000000000001","operationName":"POST /",
                   "references":[],"startTime":1700000001000000,"duration":5000,"tags":[
                     {"key":"otel.scope.name","type":"string","value":"io.quarkus"},
                     {"key":"otel.scope.version","type":"string","value":"3"},
                     {"key":"span.kind","type":"string","value":"server"}],
                   "logs":[],"processID":"p1","warnings":null},
                  {"traceID":"00000000000000000000000000000001","spanID":"0000000000000002","operationName":"chat gpt-4",
                   "references":[
                     {"refType":"CHILD_OF","traceID":"00000000000000000000000000000001","spanID":"0000000000000001"},
                     {"refType":"FOLLOWS_FROM","traceID":"00000000000000000000000000000009","spanID":"0000000000000008"}],
                   "startTime":1700000001000000,"duration":5000,"tags":[
                     {"key":"otel.scope.name","type":"string","value":"io.quarkus"},
                     {"key":"otel.scope.version","type":"string","value":"3"},
                     {"key":"gen_ai.request.model","type":"string","value":"gpt-4"},
                     {"key":"gen_ai.usage.input_tokens","type":"int64","value":12},
                     {"key":"span.kind","type":"string","value":"client"},
                     {"key":"otel.status_code","type":"string","value":"ERROR"},
                     {"key":"error","type":"bool","value":true},
                     {"key":"otel.status_description","type":"string","value":"gone"},
                     {"key":"w3c.tracestate","type":"string","value":"vendor=1"}],
                   "logs":[{"timestamp":1700000000000000,"fields":[
                     {"key":"event","type":"string","value":"retry"},{"key":"attempt","type":"int64","value":2}]}],
                   "processID":"p1","warnings":null}],
                 "processes":{"p1":{"serviceName":"gateway","tags":[{"key":"host.name","type":"string","value":"here"}]}},
                 "warnings":null}],"total":0,"limit":0,"offset":0,"errors":null}
                """));
    }

    @Test
    void shouldTakeGzipAndJsonExports() throws Exception {
        // Given
        byte[] zipped = gzip(Spans.export("zipped", Spans.span(2, 1, "op")).toByteArray());
        String json = """
                {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"browser"}}]},
                 "scopeSpans":[{"scope":{"name":"js"},"spans":[{"traceId":"5B8EFFF798038103D269B633813FC60C",
                  "spanId":"EEE19B7EC3C1B174","parentSpanId":"EEE19B7EC3C1B173","name":"click","kind":2,
                  "startTimeUnixNano":"1544712660000000000","endTimeUnixNano":"1544712661000000000",
                  "attributes":[{"key":"n","value":{"intValue":"7"}}]}]}]}]}
                """;

        // When
        HttpResponse<byte[]> first = export(PROTOBUF, "gzip", zipped);
        HttpResponse<byte[]> second = export("application/json", null, json.getBytes(StandardCharsets.UTF_8));

        // Then
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(get("/api/services").path("data"))
                .extracting(JsonNode::asText)
                .containsExactly("browser", "zipped");
        JsonNode span = get("/api/traces/5b8efff798038103d269b633813fc60c").at("/data/0/spans/0");
        assertThat(span.path("duration").asLong()).isEqualTo(1_000_000);
        assertThat(span.at("/references/0/spanID").asText()).isEqualTo("eee19b7ec3c1b173");
        assertThat(span.path("tags"))
                .anySatisfy(
                        tag -> assertThat(tag.toString()).isEqualTo("{\"key\":\"n\",\"type\":\"int64\",\"value\":7}"));
    }

    @Test
    void shouldListOperationsOfAServiceWhoseNameIsEscaped() throws Exception {
        // Given
        export(
                PROTOBUF,
                null,
                Spans.export("a/b", Spans.span(1, 1, "one"), Spans.span(1, 2, "two"))
                        .toByteArray());

        // When
        JsonNode names = get("/api/services/a%2Fb/operations");
        JsonNode kinds = get("/api/operations?service=a%2Fb&spanKind=server");

        // Then
        assertThat(names.path("data")).extracting(JsonNode::asText).containsExactly("one", "two");
        assertThat(names.path("total").asInt()).isEqualTo(2);
        assertThat(kinds.at("/data/0").toString()).isEqualTo("{\"name\":\"one\",\"spanKind\":\"server\"}");
    }

    @Test
    void shouldSayWhatIsWrongWithAQuery() throws Exception {
        // When
        JsonNode noService = get("/api/traces?limit=1");
        JsonNode badDuration = get("/api/traces?service=a&minDuration=soon");
        JsonNode badTags = get("/api/traces?service=a&tags=%5B1%5D");
        JsonNode unknown = get("/api/traces/abc");

        // Then
        assertThat(noService.at("/errors/0").toString())
                .isEqualTo("{\"code\":400,\"msg\":\"parameter 'service' is required\"}");
        assertThat(badDuration.at("/errors/0/msg").asText())
                .contains("minDuration")
                .contains("soon");
        assertThat(badTags.at("/errors/0/msg").asText()).contains("tags");
        assertThat(unknown.at("/errors/0").toString()).isEqualTo("{\"code\":404,\"msg\":\"trace not found\"}");
    }

    @Test
    void shouldRefuseWhatIsNoExport() throws Exception {
        // Given
        byte[] garbage = "not protobuf".getBytes(StandardCharsets.UTF_8);
        byte[] bomb = gzip(new byte[TraceServer.MAX_BODY + 1]);

        // Then
        assertThat(export(PROTOBUF, null, garbage).statusCode()).isEqualTo(400);
        assertThat(export("application/json", null, garbage).statusCode()).isEqualTo(400);
        assertThat(export(PROTOBUF, "gzip", garbage).statusCode()).isEqualTo(400);
        assertThat(export("text/plain", null, garbage).statusCode()).isEqualTo(415);
        assertThat(export(PROTOBUF, "br", garbage).statusCode()).isEqualTo(415);
        assertThat(export(PROTOBUF, "gzip", bomb).statusCode()).isEqualTo(413);
    }

    private static KeyValue number(String key, long value) {
        return KeyValue.newBuilder()
                .setKey(key)
                .setValue(AnyValue.newBuilder().setIntValue(value))
                .build();
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(plain);
        }
        return bytes.toByteArray();
    }

    private HttpResponse<byte[]> export(String type, @org.jspecify.annotations.Nullable String encoding, byte[] body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri("/v1/traces"))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (encoding != null) {
            request.header("Content-Encoding", encoding);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return JSON.readTree(http.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString())
                .body());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }
}
