package dev.courtside.experiment.outcome;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Outcomes as they came in, kept for as long as repeats are told. */
final class OutcomeStore {
    private static final String STORE = """
            insert into outcome
              (source, batch_id, id, kind, experiment, variant, unit, metric, value, at, trace_id)
            select $1, $2, new.* from unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::bytea[], $8::text[],
              $9::double precision[], $10::timestamptz[], $11::text[]) as new
            on conflict (source, id) do nothing
            returning id
            """;

    private static final String WAITING = """
            select unit, experiment, metric, value, at from outcome
            where unit = any($1::bytea[]) and kind = 'metric' and variant is null and not (source = $2 and batch_id = $3)
            """;

    private OutcomeStore() {}

    /**
     * A measurement that came before its unit's exposure.
     *
     * @param experiment the only one that it is about, null for any
     */
    record Waiting(Buffer unit, @Nullable String experiment, String metric, double value, Instant at) {}

    /** Stores what has not been stored before; the ids of those. */
    static Uni<Set<String>> store(
            SqlConnection connection, String source, UUID batchId, List<CheckedOutcome> outcomes) {
        if (outcomes.isEmpty()) {
            return Uni.createFrom().item(Set.of());
        }
        int n = outcomes.size();
        String[] ids = new String[n];
        String[] kinds = new String[n];
        String[] experiments = new String[n];
        String[] variants = new String[n];
        Buffer[] units = new Buffer[n];
        String[] metrics = new String[n];
        Double[] values = new Double[n];
        OffsetDateTime[] times = new OffsetDateTime[n];
        String[] traces = new String[n];
        for (int i = 0; i < n; i++) {
            CheckedOutcome checked = outcomes.get(i);
            Outcome outcome = checked.outcome();
            ids[i] = outcome.origin().id();
            experiments[i] = outcome.subject().experiment();
            variants[i] = outcome.subject().variant();
            units[i] = checked.unit();
            times[i] = outcome.origin().at().atOffset(ZoneOffset.UTC);
            traces[i] = outcome.origin().traceId();
            switch (outcome) {
                case Outcome.Exposure exposure -> kinds[i] = "exposure";
                case Outcome.Measurement measurement -> {
                    kinds[i] = "metric";
                    metrics[i] = measurement.metric();
                    values[i] = measurement.value();
                }
            }
        }
        return connection
                .preparedQuery(STORE)
                .execute(Tuple.from(new Object[] {
                    source, batchId, ids, kinds, experiments, variants, units, metrics, values, times, traces
                }))
                .map(rows -> {
                    Set<String> stored = new HashSet<>();
                    rows.forEach(row -> stored.add(row.getString(0)));
                    return stored;
                });
    }

    /** Measurements of earlier batches that only an exposure of their unit can attribute. */
    static Uni<List<Waiting>> waiting(SqlConnection connection, Collection<Buffer> units, String source, UUID batchId) {
        if (units.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return connection
                .preparedQuery(WAITING)
                .execute(Tuple.of(units.toArray(Buffer[]::new), source, batchId))
                .map(rows -> {
                    List<Waiting> waiting = new ArrayList<>(rows.size());
                    for (Row row : rows) {
                        waiting.add(new Waiting(
                                row.get(Buffer.class, "unit"),
                                row.getString("experiment"),
                                row.getString("metric"),
                                row.getDouble("value"),
                                row.getOffsetDateTime("at").toInstant()));
                    }
                    return waiting;
                });
    }

    /** Forgets what came in before a time. */
    static Uni<Integer> forget(SqlConnection connection, Instant before) {
        return connection
                .preparedQuery("delete from outcome where received_at < $1")
                .execute(Tuple.of(before.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.rowCount());
    }
}
