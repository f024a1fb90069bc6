package dev.courtside.kit.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.courtside.kit.database.Database;
import dev.courtside.kit.database.PgTx;
import dev.courtside.kit.testing.TestingDatabase;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AuditLogTest {
    private static final Duration WAIT = Duration.ofSeconds(10);

    private static Vertx vertx;
    private static Database database;
    private static AuditLog log;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        database = new TestingDatabase("region").database(vertx);
        log = new AuditLog(database);
    }

    @AfterAll
    static void stop() {
        vertx.closeAndAwait();
    }

    @Test
    void shouldKeepWhoChangedWhatFromWhatToWhat() {
        // Given
        AuditEntry entry =
                AuditEntry.of("alice", "put", "routes/kept", Map.of("protocol", "http"), Map.of("protocol", "openai"));

        // When
        record(entry);

        // Then
        AuditView kept = list("routes/kept").getFirst();
        assertThat(kept.actor()).isEqualTo("alice");
        assertThat(kept.action()).isEqualTo("put");
        assertThat(kept.before()).isEqualTo(new JsonObject().put("protocol", "http"));
        assertThat(kept.after()).isEqualTo(new JsonObject().put("protocol", "openai"));
    }

    @Test
    void shouldListFromNewToOldAndGoOnBehindTheCursor() {
        // Given
        record(AuditEntry.of("alice", "put", "routes/paged", null, Map.of("n", 1)));
        record(AuditEntry.of("alice", "put", "routes/paged", Map.of("n", 1), Map.of("n", 2)));
        record(AuditEntry.of("bob", "delete", "routes/paged", Map.of("n", 2), null));
        List<AuditView> first = log.list(null, "routes/paged", 2).await().atMost(WAIT);

        // When
        List<AuditView> rest =
                log.list(first.getLast().id(), "routes/paged", 2).await().atMost(WAIT);

        // Then
        assertThat(first).extracting(AuditView::action).containsExactly("delete", "put");
        assertThat(first.getFirst().after()).isNull();
        assertThat(rest).hasSize(1);
        assertThat(rest.getFirst().before()).isNull();
    }

    @Test
    void shouldNotKeepAnEntryOfAChangeThatFailed() {
        // Given
        AuditEntry entry = AuditEntry.of("alice", "put", "routes/failed", null, Map.of());

        // When
        assertThatThrownBy(() -> database.inTransaction(transaction -> log.record(new PgTx(transaction), entry)
                                .onItem()
                                .failWith(() -> new IllegalStateException("the change failed")))
                        .await()
                        .atMost(WAIT))
                .isInstanceOf(IllegalStateException.class);

        // Then
        assertThat(list("routes/failed")).isEmpty();
    }

    private static void record(AuditEntry entry) {
        database.inTransaction(transaction -> log.record(new PgTx(transaction), entry))
                .await()
                .atMost(WAIT);
    }

    private static List<AuditView> list(@Nullable String resource) {
        return log.list(null, resource, 10).await().atMost(WAIT);
    }
}
