package dev.courtside.kit.retention;

import dev.courtside.kit.batch.BatchLedger;
import dev.courtside.kit.database.Database;
import dev.courtside.kit.idempotency.IdempotencyStore;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Once an hour forgets batch ids and idempotent answers past their time. Deleting twice is harmless: no lease. */
@ApplicationScoped
public class Retention {
    private static final Logger LOG = Logger.getLogger(Retention.class);
    private static final Duration EVERY = Duration.ofHours(1);

    private final Database database;
    private final BatchLedger batches;
    private final IdempotencyStore answers;
    private final Vertx vertx;

    public Retention(Database database, BatchLedger batches, IdempotencyStore answers, Vertx vertx) {
        this.database = database;
        this.batches = batches;
        this.answers = answers;
        this.vertx = vertx;
    }

    void start(@Observes StartupEvent started) {
        vertx.setPeriodic(EVERY.toMillis(), timer -> forget());
    }

    private void forget() {
        database.withConnection(batches::purge)
                .chain(forgotten -> answers.purge().map(more -> forgotten + more))
                .subscribe()
                .with(
                        count -> LOG.debugf("forgot %d batches and answers", count),
                        failure -> LOG.debugf("retention waits for the database: %s", failure.getMessage()));
    }
}
