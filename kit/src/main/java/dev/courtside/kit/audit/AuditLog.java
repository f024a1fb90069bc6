package dev.courtside.kit.audit;

import dev.courtside.kit.database.Database;
import dev.courtside.kit.database.Tx;
import dev.courtside.kit.id.UuidV7;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The audit table: written in the transaction of the change, so that neither is there without the other. */
@ApplicationScoped
public class AuditLog {
    private static final String INSERT = """
            insert into audit (id, actor, action, resource, before, after, trace_id)
            values ($1, $2, $3, $4, cast(cast($5 as text) as jsonb), cast(cast($6 as text) as jsonb), $7)
            """;
    private static final String LIST = """
            select id, at, actor, action, resource, before, after, trace_id from audit
            where ($1::uuid is null or id < $1) and ($2::text is null or resource = $2)
            order by id desc limit $3
            """;

    private final Database database;

    public AuditLog(Database database) {
        this.database = database;
    }

    /** Records a change within the transaction that makes it. */
    public Uni<Void> record(Tx tx, AuditEntry entry) {
        return tx.execute(
                        INSERT,
                        UuidV7.next(),
                        entry.actor(),
                        entry.action(),
                        entry.resource(),
                        entry.before(),
                        entry.after(),
                        entry.traceId())
                .replaceWithVoid();
    }

    /**
     * Entries from new to old.
     *
     * @param before those older than this one, or null
     * @param resource of that resource only, or null for all
     */
    Uni<List<AuditView>> list(@Nullable UUID before, @Nullable String resource, int limit) {
        Tuple parameters = Tuple.tuple().addValue(before).addValue(resource).addInteger(limit);
        return database.withConnection(connection -> connection
                .preparedQuery(LIST)
                .execute(parameters)
                .map(rows -> {
                    List<AuditView> entries = new ArrayList<>(rows.size());
                    rows.forEach(row -> entries.add(view(row)));
                    return entries;
                }));
    }

    private static AuditView view(Row row) {
        return new AuditView(
                row.getUUID("id"),
                row.getOffsetDateTime("at").toInstant(),
                row.getString("actor"),
                row.getString("action"),
                row.getString("resource"),
                row.getValue("before"),
                row.getValue("after"),
                row.getString("trace_id"));
    }
}
