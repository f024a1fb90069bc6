package dev.courtside.gateway.proxy;

import static dev.courtside.testkit.CourtsideClient.as;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.courtside.gateway.DataPathResource;
import dev.courtside.gateway.TestingUpstream;
import dev.courtside.gateway.route.Timeouts;
import dev.courtside.gateway.snapshot.TestingTables;
import dev.courtside.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What happens to requests when a region does not serve. */
@QuarkusTest
@QuarkusTestResource(value = DataPathResource.class, restrictToAnnotatedClass = true)
class FailoverTest {
    private static final String REQUEST = "{\"model\":\"gpt-4\",\"messages\":[]}";

    @Inject
    TestingTables tables;

    @Test
    void shouldAnswerFromTheNextRegionWhereOneRefusesConnections() {
        try (TestingUpstream upstream = TestingUpstream.answering(200, "application/json", "{}")) {
            // Given
            tables.serve(TestingUpstream.refusing(), upstream.uri());

            // When
            var first = as(TestTokens.INGEST).body(REQUEST).post("/v1/chat/completions");
            var second = as(TestTokens.INGEST).body(REQUEST).post("/v1/chat/completions");

            // Then the second no longer tries the dead region
            first.then().statusCode(200).header("Courtside-Region", "region-2").header("Courtside-Attempts", "2");
            second.then().statusCode(200).header("Courtside-Region", "region-2").header("Courtside-Attempts", "1");
            assertThat(upstream.requests())
                    .hasSize(2)
                    .allSatisfy(r -> assertThat(r.text()).isEqualTo(REQUEST));
        }
    }

    @Test
    void shouldReturnToARegionThatIsBack() throws Exception {
        URI home;
        try (TestingUpstream upstream = TestingUpstream.answering(200, "application/json", "{}");
                ServerSocket port = loopback()) {
            home = URI.create("http://127.0.0.1:" + port.getLocalPort());
            port.close();
            tables.serve(home, upstream.uri());
            as(TestTokens.INGEST)
                    .body(REQUEST)
                    .post("/v1/chat/completions")
                    .then()
                    .header("Courtside-Region", "region-2");

            // When it serves again
            try (ServerSocket back = new ServerSocket(home.getPort(), 50, InetAddress.ofLiteral("127.0.0.1"))) {
                Thread.ofVirtual().start(() -> serve(back, new AtomicInteger(), true));

                // Then it is tried within the time that it is left alone
                org.awaitility.Awaitility.await()
                        .atMost(Duration.ofSeconds(5))
                        .until(() -> as(TestTokens.INGEST)
                                .body(REQUEST)
                                .post("/v1/chat/completions")
                                .header("Courtside-Region")
                                .equals("region-1"));
            }
        }
    }

    @Test
    void shouldNotSendAPostAgainThatMayHaveBeenCarriedOut() throws Exception {
        AtomicInteger received = new AtomicInteger();
        try (TestingUpstream other = TestingUpstream.answering(200, "application/json", "{}");
                ServerSocket breaking = loopback()) {
            // Given a region that reads requests and then closes the connection
            Thread.ofVirtual().start(() -> serve(breaking, received, false));
            tables.serve(URI.create("http://127.0.0.1:" + breaking.getLocalPort()), other.uri());

            // When
            var answer = as(TestTokens.INGEST).body(REQUEST).post("/v1/chat/completions");

            // Then
            answer.then()
                    .statusCode(502)
                    .contentType("application/problem+json")
                    .header("Courtside-Attempts", "1");
            assertThat(received).hasValue(1);
            assertThat(other.requests()).isEmpty();
        }
    }

    @Test
    void shouldSendAgainWhatHasAnIdempotencyKeyOrASafeMethod() throws Exception {
        try (TestingUpstream other = TestingUpstream.answering(200, "application/json", "{}");
                ServerSocket breaking = loopback()) {
            // Given
            Thread.ofVirtual().start(() -> serve(breaking, new AtomicInteger(), false));
            URI broken = URI.create("http://127.0.0.1:" + breaking.getLocalPort());
            tables.serve(broken, other.uri());

            // When
            var keyed = as(TestTokens.INGEST)
                    .header("Idempotency-Key", "k-1")
                    .body(REQUEST)
                    .post("/v1/chat/completions");
            tables.serve(broken, other.uri());
            var safe = as(TestTokens.INGEST).get("/stats/players");

            // Then
            keyed.then().statusCode(200).header("Courtside-Attempts", "2");
            safe.then().statusCode(200).header("Courtside-Attempts", "2");
            assertThat(other.requests().getFirst().header("Idempotency-Key")).isEqualTo("k-1");
        }
    }

    @Test
    void shouldSayThatNoRegionServes() {
        // Given
        tables.serve();
        var unknown = as(TestTokens.INGEST).body(REQUEST).post("/v1/chat/completions");
        tables.serve(TestingUpstream.refusing(), TestingUpstream.refusing());

        // When
        var dead = as(TestTokens.INGEST).body(REQUEST).post("/v1/chat/completions");

        // Then
        unknown.then().statusCode(503).header("Retry-After", "1").contentType("application/problem+json");
        dead.then()
                .statusCode(503)
                .header("Retry-After", "1")
                .header("Courtside-Attempts", "3")
                .body("type", equalTo("https://courtside.dev/problems/unavailable"));
    }

    @Test
    void shouldGiveUpOnARegionThatDoesNotAnswerInTime() {
        try (TestingUpstream silent = TestingUpstream.start((request, response) -> {});
                TestingUpstream other = TestingUpstream.answering(200, "application/json", "{}")) {
            // Given
            tables.serve(
                    new Timeouts(
                            Duration.ofSeconds(2),
                            Duration.ofMillis(200),
                            Duration.ofSeconds(5),
                            Duration.ofSeconds(5)),
                    silent.uri(),
                    other.uri());

            // When
            var answer = as(TestTokens.INGEST).body(REQUEST).post("/v1/chat/completions");

            // Then it may still be at work, so nobody else is asked
            answer.then().statusCode(504).contentType("application/problem+json");
            assertThat(other.requests()).isEmpty();
            org.awaitility.Awaitility.await().until(() -> silent.goneClients() == 1);
        }
    }

    @Test
    void shouldNotConnectToAddressesThatAreForbidden() {
        // Given
        tables.serve(URI.create("http://169.254.169.254:80"));

        // When
        var answer = as(TestTokens.INGEST).body(REQUEST).post("/v1/chat/completions");

        // Then
        answer.then().statusCode(503).contentType("application/problem+json");
    }

    private static ServerSocket loopback() throws IOException {
        return new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
    }

    /** Reads requests and answers or breaks the connection. */
    private static void serve(ServerSocket server, AtomicInteger received, boolean answers) {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                InputStream in = socket.getInputStream();
                StringBuilder head = new StringBuilder();
                while (!head.toString().endsWith("\r\n\r\n")) {
                    int b = in.read();
                    if (b < 0) {
                        break;
                    }
                    head.append((char) b);
                }
                if (head.isEmpty()) {
                    continue;
                }
                received.incrementAndGet();
                if (head.toString().startsWith("POST")) {
                    in.readNBytes(REQUEST.length());
                }
                if (answers) {
                    socket.getOutputStream()
                            .write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".getBytes(UTF_8));
                }
            } catch (IOException closed) {
                return;
            }
        }
    }
}
