package dev.courtside.kit.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.courtside.kit.database.Database;
import dev.courtside.kit.database.PgTx;
import dev.courtside.kit.problem.ProblemException;
import dev.courtside.kit.testing.TestingDatabase;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SnapshotPublisherTest {
    private static final Duration WAIT = Duration.ofSeconds(10);

    private static Vertx vertx;

    private volatile String content = "{\"n\":1}";
    private Database database;
    private SnapshotPublisher publisher;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stop() {
        vertx.closeAndAwait();
    }

    @BeforeEach
    void freshDatabase() {
        database = new TestingDatabase("experiment").database(vertx);
        publisher = new SnapshotPublisher(database, vertx.getDelegate(), List.of(new SnapshotContent() {
            @Override
            public String kind() {
                return "things";
            }

            @Override
            public Uni<byte[]> render() {
                return Uni.createFrom().item(() -> content.getBytes(StandardCharsets.UTF_8));
            }
        }));
    }

    @Test
    void shouldAnswerUnavailableBeforeTheFirstCopy() {
        assertThatThrownBy(() -> get(null))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        failure -> assertThat(failure.problem().status()).isEqualTo(503));
    }

    @Test
    void shouldServeACopyAndThenNotModified() {
        // Given
        awaitVersion(0);

        // When
        Response first = get(null);
        String etag = first.getHeaderString("etag");
        Response second = get("\"other\", W/" + etag);

        // Then
        assertThat(first.getStatus()).isEqualTo(200);
        Envelope envelope = Envelope.parse("things", (byte[]) first.getEntity());
        assertThat(new String(envelope.data(), StandardCharsets.UTF_8)).isEqualTo("{\"n\":1}");
        assertThat(second.getStatus()).isEqualTo(304);
        assertThat(second.getEntity()).isNull();
    }

    @Test
    void shouldPublishWhatWasWrittenInTheBumpingTransaction() {
        // Given
        awaitVersion(0);
        String before = get(null).getHeaderString("etag");

        // When
        content = "{\"n\":2}";
        bump(3);
        awaitVersion(1);

        // Then
        Response response = get(before);
        assertThat(response.getStatus()).isEqualTo(200);
        Envelope envelope = Envelope.parse("things", (byte[]) response.getEntity());
        assertThat(envelope.version().epoch()).isEqualTo(3);
        assertThat(new String(envelope.data(), StandardCharsets.UTF_8)).isEqualTo("{\"n\":2}");
    }

    @Test
    void shouldNeverLowerTheEpoch() {
        // Given
        bump(5);

        // When
        bump(2);
        awaitVersion(2);

        // Then
        assertThat(publisher.version("things"))
                .extracting(SnapshotVersion::epoch)
                .isEqualTo(5L);
    }

    @Test
    void shouldNotPublishWhatWasRolledBack() {
        // Given
        awaitVersion(0);

        // When
        assertThatThrownBy(() -> database.inTransaction(transaction -> publisher
                                .bump(new PgTx(transaction), "things")
                                .chain(() -> Uni.createFrom().<Void>failure(new IllegalStateException("no"))))
                        .await()
                        .atMost(WAIT))
                .hasMessage("no");
        bump(0);
        awaitVersion(1);

        // Then
        assertThat(publisher.version("things"))
                .extracting(SnapshotVersion::version)
                .isEqualTo(1L);
    }

    private Response get(@org.jspecify.annotations.Nullable String ifNoneMatch) {
        return publisher.get("things", ifNoneMatch).await().atMost(WAIT);
    }

    private void bump(long epoch) {
        database.inTransaction(transaction -> publisher.bump(new PgTx(transaction), "things", epoch))
                .await()
                .atMost(WAIT);
    }

    private void awaitVersion(long version) {
        Awaitility.await().atMost(WAIT).until(() -> {
            publisher.changed();
            SnapshotVersion present = publisher.version("things");
            return present != null && present.version() == version;
        });
    }
}
