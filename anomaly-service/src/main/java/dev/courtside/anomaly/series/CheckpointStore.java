package dev.courtside.anomaly.series;

import dev.courtside.kit.database.Database;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The series table. */
@ApplicationScoped
class CheckpointStore {
    private static final String SAVE = """
            insert into series (id, metric, labels, last_at, last_value, state, updated_at)
            values ($1, $2, $3, $4, $5, $6, $7)
            on conflict (id) do update set last_at = excluded.last_at, last_value = excluded.last_value,
              state = excluded.state, updated_at = excluded.updated_at
            """;
    private static final String PAGE = """
            select id, metric, labels, last_at, last_value, state from series
            where id > $1 order by id limit $2
            """;

    private final Database database;

    @Inject
    CheckpointStore(Database database) {
        this.database = database;
    }

    Uni<Void> save(List<SeriesCheckpoint> checkpoints, Instant now) {
        List<Tuple> rows = checkpoints.stream()
                .map(c -> Tuple.tuple()
                        .addString(c.id())
                        .addString(c.key().metric())
                        .addJsonObject(labels(c.key()))
                        .addOffsetDateTime(c.lastAt().atOffset(ZoneOffset.UTC))
                        .addDouble(c.lastValue())
                        .addBuffer(Buffer.buffer(c.state()))
                        .addOffsetDateTime(now.atOffset(ZoneOffset.UTC)))
                .toList();
        return database.inTransaction(
                connection -> connection.preparedQuery(SAVE).executeBatch(rows).replaceWithVoid());
    }

    /** Up to {@code limit} rows with ids after {@code after}, in the order of their ids. */
    Uni<List<SeriesCheckpoint>> page(String after, int limit) {
        return database.withConnection(connection ->
                connection.preparedQuery(PAGE).execute(Tuple.of(after, limit)).map(CheckpointStore::checkpoints));
    }

    private static List<SeriesCheckpoint> checkpoints(RowSet<Row> rows) {
        List<SeriesCheckpoint> checkpoints = new ArrayList<>(rows.size());
        for (Row row : rows) {
            OffsetDateTime lastAt = row.getOffsetDateTime("last_at");
            checkpoints.add(new SeriesCheckpoint(
                    row.getString("id"),
                    SeriesKey.of(row.getString("metric"), labels(row.getJsonObject("labels"))),
                    lastAt.toInstant(),
                    row.getDouble("last_value"),
                    row.getBuffer("state").getBytes()));
        }
        return checkpoints;
    }

    private static JsonObject labels(SeriesKey key) {
        return new JsonObject(new LinkedHashMap<>(key.labels()));
    }

    private static Map<String, String> labels(JsonObject json) {
        Map<String, String> labels = new LinkedHashMap<>();
        json.forEach(entry -> labels.put(entry.getKey(), String.valueOf(entry.getValue())));
        return labels;
    }
}
