package dev.courtside.anomaly.finding;

import dev.courtside.engine.anomaly.Expected;
import dev.courtside.kit.database.Database;
import dev.courtside.kit.database.PgTx;
import dev.courtside.kit.database.Tx;
import dev.courtside.kit.outbox.CloudEvent;
import dev.courtside.kit.outbox.Outbox;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The anomaly table, and the event that goes out with a severe one. */
@ApplicationScoped
class AnomalyStore {
    private static final String SOURCE = "courtside/anomaly-service";
    private static final String TYPE = "dev.courtside.anomaly.detected";
    private static final String COLUMNS = """
            id, series_id, metric, labels, at, value, expected_low, expected_high, score, severity, confidence, method,
            reason, trace_id, detected_at
            """;
    private static final String INSERT = "insert into anomaly (" + COLUMNS
            + ") values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) on conflict do nothing";
    private static final String LIST = "select " + COLUMNS + """
             from anomaly
            where ($1::timestamptz is null or at >= $1)
              and ($2::text[] is null or severity = any($2))
              and ($3::text is null or metric = $3)
              and ($4::uuid is null or id < $4)
            order by id desc limit $5
            """;
    private static final String FIND = "select " + COLUMNS + " from anomaly where id = $1";

    private final Database database;
    private final Outbox outbox;

    @Inject
    AnomalyStore(Database database, Outbox outbox) {
        this.database = database;
        this.outbox = outbox;
    }

    /** Keeps all of them and queues the events of the severe ones, or none; those already kept are left as they are. */
    Uni<Void> save(List<Anomaly> anomalies) {
        return database.inTransaction(connection -> {
            Tx tx = new PgTx(connection);
            return Multi.createFrom()
                    .iterable(anomalies)
                    .onItem()
                    .transformToUniAndConcatenate(anomaly -> save(tx, anomaly))
                    .collect()
                    .last()
                    .replaceWithVoid();
        });
    }

    private Uni<Void> save(Tx tx, Anomaly anomaly) {
        return tx.execute(
                        INSERT,
                        anomaly.id(),
                        anomaly.seriesId(),
                        anomaly.metric(),
                        new JsonObject(new LinkedHashMap<>(anomaly.labels())),
                        anomaly.at().atOffset(ZoneOffset.UTC),
                        anomaly.value(),
                        anomaly.expected().low(),
                        anomaly.expected().high(),
                        anomaly.score(),
                        anomaly.severity(),
                        anomaly.confidence(),
                        anomaly.method(),
                        anomaly.reason(),
                        anomaly.traceId(),
                        anomaly.detectedAt().atOffset(ZoneOffset.UTC))
                .flatMap(inserted -> inserted == 1 && anomaly.isSevere()
                        ? outbox.append(tx, event(anomaly))
                        : Uni.createFrom().voidItem());
    }

    /**
     * Anomalies from new to old.
     *
     * @param since the earliest time of a value, or null
     * @param severities any of these, or null for all
     * @param before those detected before this one, or null
     */
    Uni<List<Anomaly>> list(
            @Nullable Instant since,
            @Nullable List<String> severities,
            @Nullable String metric,
            @Nullable UUID before,
            int limit) {
        Tuple parameters = Tuple.tuple()
                .addValue(since == null ? null : since.atOffset(ZoneOffset.UTC))
                .addValue(severities == null ? null : severities.toArray(String[]::new))
                .addValue(metric)
                .addValue(before)
                .addInteger(limit);
        return database.withConnection(
                connection -> connection.preparedQuery(LIST).execute(parameters).map(AnomalyStore::anomalies));
    }

    /** The anomaly of an id; null if there is none. */
    Uni<@Nullable Anomaly> find(UUID id) {
        return database.withConnection(connection -> connection
                .preparedQuery(FIND)
                .execute(Tuple.of(id))
                .map(rows -> rows.size() == 0 ? null : anomaly(rows.iterator().next())));
    }

    private static List<Anomaly> anomalies(RowSet<Row> rows) {
        List<Anomaly> anomalies = new ArrayList<>(rows.size());
        rows.forEach(row -> anomalies.add(anomaly(row)));
        return anomalies;
    }

    private static Anomaly anomaly(Row row) {
        Map<String, String> labels = new LinkedHashMap<>();
        row.getJsonObject("labels").forEach(entry -> labels.put(entry.getKey(), String.valueOf(entry.getValue())));
        return new Anomaly(
                row.getUUID("id"),
                row.getString("series_id"),
                row.getString("metric"),
                labels,
                row.getOffsetDateTime("at").toInstant(),
                row.getDouble("value"),
                new Expected(row.getDouble("expected_low"), row.getDouble("expected_high")),
                row.getDouble("score"),
                row.getString("severity"),
                row.getDouble("confidence"),
                row.getString("method"),
                row.getString("reason"),
                row.getString("trace_id"),
                row.getOffsetDateTime("detected_at").toInstant());
    }

    private static CloudEvent event(Anomaly anomaly) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("metric", anomaly.metric());
        data.put("labels", anomaly.labels());
        data.put("value", anomaly.value());
        data.put(
                "expected",
                Map.of(
                        "low",
                        anomaly.expected().low(),
                        "high",
                        anomaly.expected().high()));
        data.put("score", anomaly.score());
        data.put("severity", anomaly.severity());
        data.put("confidence", anomaly.confidence());
        data.put("method", anomaly.method());
        data.put("reason", anomaly.reason());
        if (anomaly.traceId() != null) {
            data.put("traceId", anomaly.traceId());
        }
        return new CloudEvent(anomaly.id().toString(), SOURCE, TYPE, anomaly.seriesId(), anomaly.at(), data);
    }
}
