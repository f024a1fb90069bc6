package dev.courtside.kit.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.courtside.kit.database.Database;
import dev.courtside.kit.testing.TestingDatabase;
import io.vertx.mutiny.core.Vertx;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LeaseTest {
    private static final Duration WAIT = Duration.ofSeconds(10);
    private static final Duration TTL = Duration.ofSeconds(30);

    private static Vertx vertx;
    private static Database database;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        database = new TestingDatabase("region").database(vertx);
    }

    @AfterAll
    static void stop() {
        vertx.closeAndAwait();
    }

    @Test
    void shouldGiveTheLeaseToOneOfTwo() {
        // Given
        RowLease first = new RowLease(database, "one-of-two", "a", TTL);
        RowLease second = new RowLease(database, "one-of-two", "b", TTL);

        // When
        renew(first);
        renew(second);

        // Then
        assertThat(first.held()).isTrue();
        assertThat(first.epoch()).isEqualTo(1);
        assertThat(second.held()).isFalse();
    }

    @Test
    void shouldKeepTheEpochOnRenewal() {
        // Given
        RowLease lease = new RowLease(database, "renewal", "a", TTL);
        renew(lease);

        // When
        renew(lease);

        // Then
        assertThat(lease.epoch()).isEqualTo(1);
        assertThat(lease.held()).isTrue();
    }

    @Test
    void shouldBumpTheEpochWhenTakenOverAndRefuseTheStaleHolder() {
        // Given
        RowLease stale = new RowLease(database, "takeover", "a", TTL);
        RowLease next = new RowLease(database, "takeover", "b", TTL);
        renew(stale);
        expire("takeover");

        // When
        renew(next);

        // Then
        assertThat(next.epoch()).isEqualTo(2);
        assertThat(stale.held()).as("its own clock still says so").isTrue();
        assertThatThrownBy(() -> fence(stale)).isInstanceOf(LeaseLostException.class);
        fence(next);
    }

    @Test
    void shouldBumpTheEpochWhenTheSameHolderReturnsAfterExpiry() {
        // Given
        RowLease lease = new RowLease(database, "returns", "a", TTL);
        renew(lease);
        expire("returns");

        // When
        renew(lease);

        // Then
        assertThat(lease.epoch()).isEqualTo(2);
    }

    @Test
    void shouldNotLetATakeoverPassAFencedTransaction() {
        // Given
        RowLease holder = new RowLease(database, "fenced", "a", TTL);
        RowLease contender = new RowLease(database, "fenced", "b", TTL);
        renew(holder);

        // When
        database.inTransaction(transaction -> holder.fence(transaction)
                        .call(() ->
                                transaction.query("select count(*) from lease").execute())
                        .invoke(() -> contender.renew().subscribe().with(done -> {}, failure -> {}))
                        .call(() -> io.smallrye.mutiny.Uni.createFrom()
                                .voidItem()
                                .onItem()
                                .delayIt()
                                .by(Duration.ofMillis(200)))
                        .invoke(() -> assertThat(contender.held()).isFalse()))
                .await()
                .atMost(WAIT);

        // Then
        assertThat(holder.held()).isTrue();
        assertThat(contender.held()).isFalse();
    }

    @Test
    void shouldHandOverAtOnceWhenReleased() {
        // Given
        RowLease first = new RowLease(database, "release", "a", TTL);
        RowLease second = new RowLease(database, "release", "b", TTL);
        renew(first);

        // When
        first.release().await().atMost(WAIT);
        renew(second);

        // Then
        assertThat(first.held()).isFalse();
        assertThat(second.held()).isTrue();
        assertThat(second.epoch()).isEqualTo(2);
    }

    @Test
    void shouldStopActingBeforeTheRowExpires() {
        // Given
        RowLease lease = new RowLease(database, "safe-side", "a", Duration.ofSeconds(1));

        // When
        renew(lease);

        // Then
        org.awaitility.Awaitility.await().atMost(Duration.ofSeconds(3)).until(() -> !lease.held());
    }

    @Test
    void shouldRefuseATtlUnderASecond() {
        assertThatThrownBy(() -> new RowLease(database, "short", "a", Duration.ofMillis(999)))
                .hasMessageContaining("under a second");
    }

    private static void renew(RowLease lease) {
        lease.renew().await().atMost(WAIT);
    }

    private static void fence(RowLease lease) {
        database.inTransaction(lease::fence).await().atMost(WAIT);
    }

    /** As if the holder had been silent for its TTL: the row's time is the database's alone. */
    private static void expire(String name) {
        database.pool()
                .query("update lease set expires_at = clock_timestamp() - interval '1 ms' where name = '" + name + "'")
                .execute()
                .await()
                .atMost(WAIT);
    }
}
