package dev.courtside.kit.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.courtside.kit.database.Database;
import dev.courtside.kit.id.UuidV7;
import dev.courtside.kit.problem.ProblemException;
import dev.courtside.kit.testing.TestingDatabase;
import io.vertx.mutiny.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BatchLedgerTest {
    private static final Duration WAIT = Duration.ofSeconds(10);

    private static Vertx vertx;
    private static Database database;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        database = new TestingDatabase("experiment").database(vertx);
    }

    @AfterAll
    static void stop() {
        vertx.closeAndAwait();
    }

    @Test
    void shouldTakeABatchOnceASource() {
        // Given
        UUID batch = UuidV7.next();

        // When
        boolean first = claim(Instant.now(), "gateway-1", batch);
        boolean repeated = claim(Instant.now(), "gateway-1", batch);
        boolean ofAnother = claim(Instant.now(), "gateway-2", batch);

        // Then
        assertThat(first).isTrue();
        assertThat(repeated).isFalse();
        assertThat(ofAnother).isTrue();
    }

    @Test
    void shouldTakeTheBatchAgainWhenItsTransactionFailed() {
        // Given
        UUID batch = UuidV7.next();
        BatchLedger ledger = new BatchLedger(Instant::now);
        assertThatThrownBy(() -> database.inTransaction(transaction -> ledger.claim(transaction, "gateway-1", batch)
                                .onItem()
                                .failWith(() -> new IllegalStateException("the content could not be stored")))
                        .await()
                        .atMost(WAIT))
                .isInstanceOf(IllegalStateException.class);

        // When
        boolean again = claim(Instant.now(), "gateway-1", batch);

        // Then
        assertThat(again).isTrue();
    }

    @Test
    void shouldTakeABatchOfExactlyTheAgeThatIsKept() {
        // Given
        UUID batch = UuidV7.next();
        Instant edge = UuidV7.timeOf(batch).plus(BatchLedger.KEPT);

        // When
        boolean taken = claim(edge, "gateway-1", batch);

        // Then
        assertThat(taken).isTrue();
    }

    @Test
    void shouldRefuseABatchThatIsOlder() {
        // Given
        UUID batch = UuidV7.next();
        Instant past = UuidV7.timeOf(batch).plus(BatchLedger.KEPT).plusMillis(1);

        // When / Then
        assertThatThrownBy(() -> claim(past, "gateway-1", batch))
                .isInstanceOfSatisfying(ProblemException.class, refused -> {
                    assertThat(refused.problem().status()).isEqualTo(422);
                    assertThat(refused.problem().field()).isEqualTo("batchId");
                });
    }

    @Test
    void shouldForgetOnlyWhatNoPromiseCovers() {
        // Given
        UUID kept = UuidV7.next();
        UUID forgotten = UuidV7.next();
        claim(Instant.now(), "purge", kept);
        claim(Instant.now(), "purge", forgotten);
        age(kept, "7 days 23 hours");
        age(forgotten, "8 days 1 second");

        // When
        database.withConnection(new BatchLedger(Instant::now)::purge).await().atMost(WAIT);

        // Then
        assertThat(claim(Instant.now(), "purge", kept)).isFalse();
        assertThat(claim(Instant.now(), "purge", forgotten)).isTrue();
    }

    private static boolean claim(Instant now, String source, UUID batch) {
        BatchLedger ledger = new BatchLedger(() -> now);
        return database.inTransaction(transaction -> ledger.claim(transaction, source, batch))
                .await()
                .atMost(WAIT);
    }

    private static void age(UUID batch, String by) {
        database.withConnection(connection -> connection
                        .query("update batch set received_at = clock_timestamp() - interval '" + by + "' where id = '"
                                + batch + "'")
                        .execute())
                .await()
                .atMost(WAIT);
    }
}
