package dev.courtside.kit.outbox;

import dev.courtside.kit.database.Tx;
import dev.courtside.kit.id.UuidV7;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Where a transaction leaves its notifications; {@link OutboxRelay} sends them once it has committed. */
@ApplicationScoped
public class Outbox {
    private static final String INSERT = "insert into outbox (id, event) values ($1, cast(cast($2 as text) as jsonb))";

    /** Leaves an event within the transaction that it tells of. */
    public Uni<Void> append(Tx tx, CloudEvent event) {
        return tx.execute(INSERT, UuidV7.next(), event.toJson().encode()).replaceWithVoid();
    }
}
