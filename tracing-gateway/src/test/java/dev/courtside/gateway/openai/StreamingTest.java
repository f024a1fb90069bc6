package dev.courtside.gateway.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.courtside.gateway.DataPathResource;
import dev.courtside.gateway.TestingUpstream;
import dev.courtside.gateway.snapshot.TestingTables;
import dev.courtside.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Answers that come as streams of events. */
@QuarkusTest
@QuarkusTestResource(value = DataPathResource.class, restrictToAnnotatedClass = true)
class StreamingTest {
    private static final String HELLO =
            "data: {\"id\":\"c1\",\"model\":\"gpt-4\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Grüße 🏀\"}}],\"usage\":null}\n\n";
    private static final String STOP =
            "data: {\"id\":\"c1\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}],\"usage\":null}\n\n";
    private static final String USAGE =
            "data: {\"id\":\"c1\",\"choices\":[],\"usage\":{\"prompt_tokens\":1000,\"completion_tokens\":100}}\n\n";
    private static final String DONE = "data: [DONE]\n\n";

    @Inject
    TestingTables tables;

    @TestHTTPResource("/v1/chat/completions")
    @SuppressWarnings("NullAway.Init") // set by the test extension
    URI chat;

    @Test
    void shouldPassChunksAsTheyArrive() throws Exception {
        CompletableFuture<HttpServerResponse> answering = new CompletableFuture<>();
        try (TestingUpstream upstream = TestingUpstream.start((request, response) -> {
            events(response).write(HELLO);
            answering.complete(response);
        })) {
            // Given
            tables.serve(upstream.uri());

            // When
            InputStream body = stream(
                            "{\"model\":\"gpt-4\",\"stream\":true,\"stream_options\":{\"include_usage\":true}}")
                    .body();
            byte[] first = body.readNBytes(HELLO.getBytes(UTF_8).length);

            // Then the rest is sent only after the client has the beginning
            assertThat(new String(first, UTF_8)).isEqualTo(HELLO);
            answering.join().end(STOP + USAGE + DONE);
            assertThat(new String(body.readAllBytes(), UTF_8)).isEqualTo(STOP + USAGE + DONE);
        }
    }

    @Test
    void shouldAskForUsageAndKeepItFromAClientThatDidNot() throws Exception {
        try (TestingUpstream upstream = streaming(HELLO + STOP + USAGE + DONE)) {
            // Given
            tables.serve(upstream.uri());

            // When
            HttpResponse<InputStream> answer =
                    stream("{\"model\":\"gpt-4\",\"stream\":true}", "Courtside-Report-Cost", "stream");

            // Then
            assertThat(new String(answer.body().readAllBytes(), UTF_8))
                    .startsWith(HELLO + STOP + DONE + ": courtside-cost-usd 0.0035")
                    .endsWith("\n\n")
                    .doesNotContain("prompt_tokens");
            assertThat(upstream.request().text())
                    .contains("\"stream_options\":{\"include_usage\":true}")
                    .contains("\"model\":\"gpt-4\"");
        }
    }

    @Test
    void shouldKeepEveryByteHoweverTheStreamIsCut() throws Exception {
        byte[] all = (HELLO.replace("\n", "\r\n") + STOP + USAGE.replace("\n", "\r") + DONE).getBytes(UTF_8);
        try (TestingUpstream upstream = TestingUpstream.start((request, response) -> {
            events(response);
            drip(response, all, 0);
        })) {
            // Given
            tables.serve(upstream.uri());

            // When
            String answer = new String(
                    stream("{\"model\":\"gpt-4\",\"stream\":true}").body().readAllBytes(), UTF_8);

            // Then
            assertThat(answer).isEqualTo(HELLO.replace("\n", "\r\n") + STOP + DONE);
        }
    }

    @Test
    void shouldEndWithAnErrorTheClientCanSeeWhenTheUpstreamBreaksOff() throws Exception {
        try (TestingUpstream upstream = TestingUpstream.start((request, response) -> {
            events(response).write(HELLO);
            TestingUpstream.later(50, () -> response.reset());
        })) {
            // Given
            tables.serve(upstream.uri());
            InputStream body = stream("{\"model\":\"gpt-4\",\"stream\":true}").body();

            // When
            StringBuilder seen = new StringBuilder();

            // Then
            assertThatThrownBy(() -> {
                        for (int b = body.read(); b >= 0; b = body.read()) {
                            seen.append((char) b);
                        }
                    })
                    .isInstanceOf(IOException.class);
            assertThat(seen.toString())
                    .startsWith("data: {\"id\":\"c1\"")
                    .contains("event: error\n")
                    .contains("\"code\":\"stream_interrupted\"");
        }
    }

    @Test
    void shouldCancelTheUpstreamWhenTheClientGoesAway() throws Exception {
        try (TestingUpstream upstream = TestingUpstream.start((request, response) -> {
                    events(response).write(HELLO);
                });
                Socket client = new Socket("127.0.0.1", chat.getPort())) {
            // Given
            tables.serve(upstream.uri());
            String body = "{\"model\":\"gpt-4\",\"stream\":true}";
            client.getOutputStream()
                    .write(("POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                                    + TestTokens.INGEST + "\r\nContent-Type: application/json\r\nContent-Length: "
                                    + body.length() + "\r\n\r\n" + body)
                            .getBytes(UTF_8));
            assertThat(client.getInputStream().read()).isEqualTo('H');

            // When
            client.close();

            // Then
            await().atMost(Duration.ofSeconds(2)).until(() -> upstream.goneClients() == 1);
        }
    }

    @Test
    void shouldNotTakeMoreFromTheUpstreamThanTheClientTakes() throws Exception {
        Buffer chunk = Buffer.buffer("data: " + "x".repeat(64 * 1024) + "\n\n");
        int most = 1_000;
        int[] written = new int[1];
        try (TestingUpstream upstream = TestingUpstream.start((request, response) -> {
            events(response);
            pump(response, chunk, written, most);
        })) {
            // Given
            tables.serve(upstream.uri());
            InputStream body = stream("{\"model\":\"gpt-4\",\"stream\":true}").body();

            // When the client reads nothing for a while
            await().during(Duration.ofSeconds(1)).atMost(Duration.ofSeconds(20)).until(() -> settled(written));

            // Then
            assertThat(written[0]).isLessThan(most / 2);
            assertThat(body.readAllBytes()).hasSize(most * chunk.length());
        }
    }

    private int lastSeen = -1;

    private boolean settled(int[] written) {
        boolean same = written[0] == lastSeen;
        lastSeen = written[0];
        return same;
    }

    private static void pump(HttpServerResponse response, Buffer chunk, int[] written, int most) {
        while (written[0] < most) {
            if (response.writeQueueFull()) {
                response.drainHandler(drained -> pump(response, chunk, written, most));
                return;
            }
            response.write(chunk);
            written[0]++;
        }
        response.end();
    }

    private static void drip(HttpServerResponse response, byte[] all, int at) {
        if (at == all.length) {
            response.end();
            return;
        }
        int size = Math.min(1 + at % 7, all.length - at); // cuts lines, CRLFs and UTF-8 sequences
        response.write(Buffer.buffer().appendBytes(all, at, size))
                .onComplete(sent -> TestingUpstream.later(1, () -> drip(response, all, at + size)));
    }

    private static TestingUpstream streaming(String events) {
        return TestingUpstream.start((request, response) -> events(response).end(events));
    }

    private static HttpServerResponse events(HttpServerResponse response) {
        return response.setChunked(true).putHeader("Content-Type", "text/event-stream; charset=utf-8");
    }

    private HttpResponse<InputStream> stream(String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(chat)
                .version(HttpClient.Version.HTTP_1_1)
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + TestTokens.INGEST)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<InputStream> answer =
                HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer;
    }
}
