package dev.courtside.anomaly.series;

import dev.courtside.kit.audit.AuditEntry;
import dev.courtside.kit.audit.AuditLog;
import dev.courtside.kit.database.Database;
import dev.courtside.kit.database.PgTx;
import dev.courtside.kit.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** What operators may do to series. */
@ApplicationScoped
class SeriesService {
    private final SeriesRegistry registry;
    private final Database database;
    private final AuditLog audit;

    @Inject
    SeriesService(SeriesRegistry registry, Database database, AuditLog audit) {
        this.registry = registry;
        this.database = database;
        this.audit = audit;
    }

    /** Forgets a series in Postgres, in the audit log and then in memory; if Postgres is dead, in none. */
    Uni<Void> forget(String actor, String id) {
        Series series = registry.find(id);
        SeriesView before = series == null ? null : series.view();
        if (before == null) {
            return Uni.createFrom().failure(ProblemException.notFound("series", id));
        }
        return database.inTransaction(connection -> {
                    PgTx tx = new PgTx(connection);
                    return tx.execute("delete from series where id = $1", id)
                            .chain(() ->
                                    audit.record(tx, AuditEntry.of(actor, "forget", "series/" + id, before, null)));
                })
                .invoke(() -> registry.forget(id))
                .replaceWithVoid();
    }
}
