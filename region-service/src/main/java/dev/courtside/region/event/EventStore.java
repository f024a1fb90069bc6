package dev.courtside.region.event;

import dev.courtside.engine.region.Cause;
import dev.courtside.engine.region.HoldReason;
import dev.courtside.kit.database.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The SQL of events, on the connection it is given. */
@ApplicationScoped
public class EventStore {
    private static final String INSERT = """
            insert into event (id, deployment_id, type, region, from_value, to_value, cause, reason, evidence, hold_reason,
                               started_at, ended_at, outcome, actor, trace_id)
            values ($1, $2, $3, $4, $5, $6, $7, $8, cast(cast($9 as text) as jsonb), $10, $11, $12, $13, $14, $15)
            """;
    private static final String LIST = """
            select * from event
            where deployment_id = $1 and ($2::uuid is null or id < $2) and ($3::text is null or type = $3)
            order by id desc limit $4
            """;
    private static final String HELD = "select * from event where type = 'failover-held' and ended_at is null";
    private static final String END_HELD = """
            update event set ended_at = $2, outcome = $3
            where deployment_id = $1 and type = 'failover-held' and ended_at is null
            """;

    Uni<Void> insert(Tx tx, Event event) {
        return tx.execute(
                        INSERT,
                        event.id(),
                        event.deployment(),
                        event.type().wireName(),
                        event.region(),
                        event.from(),
                        event.to(),
                        event.cause().wireName(),
                        event.reason(),
                        new JsonArray(event.evidence()).encode(),
                        event.holdReason() == null ? null : event.holdReason().wireName(),
                        time(event.startedAt()),
                        event.endedAt() == null ? null : time(event.endedAt()),
                        event.outcome(),
                        event.actor(),
                        event.traceId())
                .replaceWithVoid();
    }

    /**
     * Events of a deployment from new to old.
     *
     * @param before those older than this one; null for the newest
     * @param type only of this type; null for all
     */
    Uni<List<Event>> list(SqlClient sql, String deployment, @Nullable UUID before, @Nullable String type, int limit) {
        Tuple parameters = Tuple.tuple()
                .addString(deployment)
                .addValue(before)
                .addString(type)
                .addInteger(limit);
        return sql.preparedQuery(LIST).execute(parameters).map(EventStore::events);
    }

    /** The failovers that wait: one for a deployment at most. */
    public Uni<List<Event>> held(SqlClient sql) {
        return sql.preparedQuery(HELD).execute().map(EventStore::events);
    }

    /** The failover of a deployment that waits, or null. */
    public Uni<@Nullable Event> held(SqlClient sql, String deployment) {
        return sql.preparedQuery(HELD + " and deployment_id = $1")
                .execute(Tuple.of(deployment))
                .map(EventStore::events)
                .map(found -> found.isEmpty() ? null : found.getFirst());
    }

    /** Ends the failover of a deployment that waits, if one does. */
    public Uni<Void> endHeld(Tx tx, String deployment, Instant at, String outcome) {
        return tx.execute(END_HELD, deployment, time(at), outcome).replaceWithVoid();
    }

    private static List<Event> events(RowSet<Row> rows) {
        List<Event> events = new ArrayList<>(rows.size());
        rows.forEach(row -> events.add(event(row)));
        return events;
    }

    private static Event event(Row row) {
        String holdReason = row.getString("hold_reason");
        OffsetDateTime ended = row.getOffsetDateTime("ended_at");
        return new Event(
                row.getUUID("id"),
                row.getString("deployment_id"),
                EventType.ofWireName(row.getString("type")),
                row.getString("region"),
                row.getString("from_value"),
                row.getString("to_value"),
                Cause.ofWireName(row.getString("cause")),
                row.getString("reason"),
                row.get(JsonArray.class, "evidence").stream()
                        .map(String::valueOf)
                        .toList(),
                holdReason == null ? null : HoldReason.ofWireName(holdReason),
                row.getOffsetDateTime("started_at").toInstant(),
                ended == null ? null : ended.toInstant(),
                row.getString("outcome"),
                row.getString("actor"),
                row.getString("trace_id"));
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
