package dev.courtside.kit.database;

import dev.courtside.kit.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;

/** Postgres through the reactive client. Connects when first asked; a dead database is an answer, not a failed start. */
@ApplicationScoped
public class Database {
    private final Pool pool;

    public Database(Pool pool) {
        this.pool = pool;
    }

    /**
     * The pool itself, for what {@link #withConnection} cannot do. A query straight on it that fails to connect leaves a
     * timer behind that throws when it fires (Vert.x 4.5): prefer the methods here.
     */
    public Pool pool() {
        return pool;
    }

    /**
     * Runs {@code work} in one transaction that commits if it succeeds.
     *
     * @return what {@code work} gives; fails with a 503 problem where Postgres cannot be reached
     */
    public <T> Uni<T> inTransaction(Function<SqlConnection, Uni<T>> work) {
        return pool.withTransaction(work).onFailure(Database::isOutage).transform(Database::unavailable);
    }

    /** Runs {@code work} on a connection without a transaction; failures as in {@link #inTransaction}. */
    public <T> Uni<T> withConnection(Function<SqlConnection, Uni<T>> work) {
        return pool.withConnection(work).onFailure(Database::isOutage).transform(Database::unavailable);
    }

    /** Whether a failure says that Postgres is out of reach, rather than that it refused a statement. */
    public static boolean isOutage(Throwable failure) {
        if (failure instanceof ProblemException) {
            return false;
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PgException refused) {
                String state = refused.getSqlState();
                // class 08 connection, 53 resources, 57P operator intervention (shut down, starting up)
                return state != null && (state.startsWith("08") || state.startsWith("53") || state.startsWith("57P"));
            }
            if (cause instanceof java.io.IOException
                    || cause instanceof io.vertx.core.VertxException
                    || cause instanceof java.util.concurrent.TimeoutException) {
                return true;
            }
        }
        String message = failure.getMessage();
        return message != null && (message.contains("Timeout") || message.contains("closed"));
    }

    private static Throwable unavailable(Throwable failure) {
        return ProblemException.unavailable("The database cannot be reached; nothing was changed.", failure);
    }
}
