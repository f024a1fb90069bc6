package dev.courtside.kit.database;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/** A transaction of the reactive PostgreSQL client. */
public record PgTx(SqlConnection connection) implements Tx {

    @Override
    public Uni<Long> execute(String sql, @Nullable Object... args) {
        return connection.preparedQuery(sql).execute(Tuple.from(args)).map(rows -> (long) rows.rowCount());
    }
}
