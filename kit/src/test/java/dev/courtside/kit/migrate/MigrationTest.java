package dev.courtside.kit.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.courtside.kit.testing.TestingDatabase;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgException;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MigrationTest {
    private static final Duration WAIT = Duration.ofSeconds(10);

    @Test
    void shouldApplyNothingTheSecondTime() throws SQLException {
        // Given
        TestingDatabase database = new TestingDatabase("anomaly");

        // When
        int applied = database.migration().run();

        // Then
        assertThat(applied).isZero();
    }

    @Test
    void shouldKeepEachRoleInItsOwnSchema() throws SQLException {
        // Given
        TestingDatabase database = new TestingDatabase("gateway");
        new Migration("region", DatabaseUrl.parse(database.adminUrl()), "other").run();
        Vertx vertx = Vertx.vertx();
        Pool gateway = database.pool(vertx);

        // When
        long own = count(gateway, "select count(*) from installation");

        // Then
        assertThat(own).isEqualTo(1);
        assertThatThrownBy(() -> count(gateway, "select count(*) from region.installation"))
                .isInstanceOf(PgException.class)
                .hasMessageContaining("permission denied for schema region");
        assertThatThrownBy(() -> gateway.query("create table gateway.mine (x int)")
                        .execute()
                        .await()
                        .atMost(WAIT))
                .hasMessageContaining("permission denied");
        vertx.closeAndAwait();
    }

    @Test
    void shouldGiveARestoredDatabaseANewGeneration() throws SQLException {
        // Given
        TestingDatabase database = new TestingDatabase("experiment");
        Vertx vertx = Vertx.vertx();
        Pool pool = database.pool(vertx);
        String before = text(pool, "select generation::text from installation");

        // When
        database.migration().newGeneration();

        // Then
        assertThat(text(pool, "select generation::text from installation")).isNotEqualTo(before);
        vertx.closeAndAwait();
    }

    @Test
    void shouldRefuseAServiceItDoesNotKnow() {
        assertThatThrownBy(() -> new Migration("public", DatabaseUrl.parse("postgresql://a@b/c"), "x"))
                .hasMessageContaining("is none of");
    }

    @Test
    void shouldTakeAUrlApartWithoutRepeatingItsPassword() {
        assertThat(DatabaseUrl.parse("postgresql://u%40x:p%3Aw@db:6543/name?sslmode=require"))
                .isEqualTo(new DatabaseUrl("jdbc:postgresql://db:6543/name?sslmode=require", "u@x", "p:w", "name"));
        assertThatThrownBy(() -> DatabaseUrl.parse("mysql://root:hunter2@db/name"))
                .hasMessageNotContaining("hunter2")
                .hasMessageContaining("postgresql://");
    }

    private static long count(Pool pool, String sql) {
        return pool.query(sql).execute().await().atMost(WAIT).iterator().next().getLong(0);
    }

    private static String text(Pool pool, String sql) {
        return pool.query(sql).execute().await().atMost(WAIT).iterator().next().getString(0);
    }
}
