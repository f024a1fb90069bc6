package dev.courtside.gateway.admin;

import dev.courtside.kit.audit.AuditEntry;
import dev.courtside.kit.audit.AuditLog;
import dev.courtside.kit.database.PgTx;
import dev.courtside.kit.snapshot.SnapshotPublisher;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/** What every change of configuration leaves behind in its transaction: an audit entry and a new snapshot version. */
@ApplicationScoped
public class ConfigurationLog {
    private final AuditLog audit;
    private final SnapshotPublisher publisher;
    private final SecurityIdentity identity;

    @Inject
    public ConfigurationLog(AuditLog audit, SnapshotPublisher publisher, SecurityIdentity identity) {
        this.audit = audit;
        this.publisher = publisher;
        this.identity = identity;
    }

    /**
     * A change of one object.
     *
     * @param action what was done, such as {@code route.update}
     * @param resource kind and key, such as {@code routes/chat}
     * @param before what was, null for what is new; without secrets
     * @param after what is, null for what is gone; without secrets
     */
    public record Change(
            String action,
            String resource,
            @Nullable Object before,
            @Nullable Object after) {}

    /** Who makes the present request: the id of its token. */
    public String actor() {
        return identity.getPrincipal().getName();
    }

    /** Records a change and raises its kind's version within the transaction of {@code sql}. */
    public Uni<Void> record(SqlConnection sql, String kind, Change change) {
        PgTx tx = new PgTx(sql);
        AuditEntry entry = AuditEntry.of(actor(), change.action(), change.resource(), change.before(), change.after());
        return audit.record(tx, entry).chain(() -> publisher.bump(tx, kind));
    }

    /** Tells the followers at once; to be called when the transaction has committed. */
    public void committed() {
        publisher.changed();
    }
}
