package dev.courtside.experiment.assignment;

import dev.courtside.experiment.design.StoredExperiment;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** First assignments, for experiments that persist them. */
final class AssignmentStore {
    private static final String FIND = "select variant from assignment where experiment_id = $1 and unit = $2";

    /**
     * The row that was there first stays, and its variant is what is returned. The empty update makes a concurrent insert
     * visible to this statement once the other transaction has committed.
     */
    private static final String FIRST = """
            insert into assignment (experiment_id, unit, variant, phase, assigned_at) values ($1, $2, $3, $4, $5)
            on conflict (experiment_id, unit) do update set variant = assignment.variant
            returning variant
            """;

    private AssignmentStore() {}

    static Uni<@Nullable String> find(SqlConnection connection, StoredExperiment experiment, Buffer unit) {
        return connection
                .preparedQuery(FIND)
                .execute(Tuple.of(experiment.id(), unit))
                .map(AssignmentStore::variant);
    }

    /** Stores a first assignment, unless there is one; the variant that holds. */
    static Uni<@Nullable String> first(
            SqlConnection connection, StoredExperiment experiment, Buffer unit, String variant, Instant at) {
        return connection
                .preparedQuery(FIRST)
                .execute(Tuple.from(new Object[] {
                    experiment.id(), unit, variant, experiment.definition().phase(), at.atOffset(ZoneOffset.UTC)
                }))
                .map(AssignmentStore::variant);
    }

    private static @Nullable String variant(RowSet<Row> rows) {
        return rows.iterator().hasNext() ? rows.iterator().next().getString(0) : null;
    }
}
