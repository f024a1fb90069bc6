package dev.courtside.experiment.design;

import dev.courtside.kit.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Reads experiments through the reactive client, for transactions that stay clear of Hibernate. */
public final class ExperimentReader {
    private static final String COLUMNS = """
            select id, key, status, unit, variants, control, stickiness, routes, targeting, seed, phase, buckets,
              primary_metric, guardrails, decided_at
            from experiment
            """;

    private ExperimentReader() {}

    /** The experiment of this key; fails with a 404 problem if there is none. */
    public static Uni<StoredExperiment> one(SqlConnection connection, String key) {
        return connection
                .preparedQuery(COLUMNS + "where key = $1")
                .execute(Tuple.of(key))
                .map(rows -> {
                    if (!rows.iterator().hasNext()) {
                        throw ProblemException.notFound("experiment", key);
                    }
                    return read(rows.iterator().next());
                });
    }

    /** Those of these keys that there are. */
    public static Uni<List<StoredExperiment>> all(SqlConnection connection, Collection<String> keys) {
        if (keys.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return connection
                .preparedQuery(COLUMNS + "where key = any($1)")
                .execute(Tuple.of(keys.toArray(String[]::new)))
                .map(ExperimentReader::read);
    }

    /** Those that run or are paused, by key. */
    public static Uni<List<StoredExperiment>> live(SqlConnection connection) {
        return connection
                .query(COLUMNS + "where status in ('running', 'paused') order by key")
                .execute()
                .map(ExperimentReader::read);
    }

    private static List<StoredExperiment> read(RowSet<Row> rows) {
        List<StoredExperiment> experiments = new ArrayList<>(rows.size());
        rows.forEach(row -> experiments.add(read(row)));
        return experiments;
    }

    private static StoredExperiment read(Row row) {
        ExperimentEntity columns = new ExperimentEntity();
        columns.key = row.getString("key");
        columns.status = row.getString("status");
        columns.unit = row.getString("unit");
        columns.variants = row.getString("variants");
        columns.control = row.getString("control");
        columns.stickiness = row.getString("stickiness");
        columns.routes = row.getString("routes");
        columns.targeting = row.getString("targeting");
        columns.seed = row.getString("seed");
        columns.phase = row.getInteger("phase");
        columns.buckets = row.getString("buckets");
        columns.guardrails = row.getString("guardrails");
        OffsetDateTime decidedAt = row.getOffsetDateTime("decided_at");
        return new StoredExperiment(
                row.getUUID("id"),
                columns.definition(),
                row.getString("primary_metric"),
                columns.guardrailKeys(),
                decidedAt == null ? null : decidedAt.toInstant());
    }
}
