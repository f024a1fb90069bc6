package dev.courtside.gateway.proxy;

import static dev.courtside.testkit.CourtsideClient.as;
import static org.assertj.core.api.Assertions.assertThat;

import dev.courtside.gateway.DataPathResource;
import dev.courtside.gateway.TestingUpstream;
import dev.courtside.gateway.snapshot.TestingTables;
import dev.courtside.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What a request meets that was sent to a region in the moment of its death. */
@QuarkusTest
@QuarkusTestResource(value = DataPathResource.class, restrictToAnnotatedClass = true)
class RegionDeathTest {
    private static final String REQUEST = "{\"model\":\"gpt-4\",\"messages\":[]}";

    @Inject
    TestingTables tables;

    @Test
    void shouldAskTheNextRegionWhereOneDiesWithTheRequestUnread() throws Exception {
        try (TestingUpstream other = TestingUpstream.answering(200, "application/json", "{}");
                ServerSocket dying = loopback()) {
            // Given
            tables.serve(uri(dying), other.uri());
            Thread.ofVirtual().start(() -> dieWithUnreadBytes(dying));

            // When
            var answer = as(TestTokens.INGEST).body(REQUEST).post("/v1/chat/completions");

            // Then
            answer.then().statusCode(200).header("Courtside-Region", "region-2").header("Courtside-Attempts", "2");
        }
    }

    @Test
    void shouldNotRepeatAPostThatALivingRegionHasReset() throws Exception {
        try (TestingUpstream other = TestingUpstream.answering(200, "application/json", "{}");
                ServerSocket living = loopback()) {
            // Given
            tables.serve(uri(living), other.uri());
            Thread.ofVirtual().start(() -> readAndReset(living));

            // When
            var answer = as(TestTokens.INGEST).body(REQUEST).post("/v1/chat/completions");

            // Then
            answer.then().statusCode(502).header("Courtside-Attempts", "1");
            assertThat(other.requests()).isEmpty();
        }
    }

    /** As the system does with the sockets of a process that was killed: no end of stream, which Java's own close would send. */
    private static void dieWithUnreadBytes(ServerSocket server) {
        try (Socket connection = server.accept()) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> connection.getInputStream().available() > 0);
            connection.setSoLinger(true, 0);
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void readAndReset(ServerSocket server) {
        try (Socket connection = server.accept()) {
            StringBuilder read = new StringBuilder();
            while (!read.toString().endsWith(REQUEST)) {
                read.append((char) connection.getInputStream().read());
            }
            connection.setSoLinger(true, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ServerSocket loopback() throws IOException {
        return new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
    }

    private static URI uri(ServerSocket server) {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }
}
