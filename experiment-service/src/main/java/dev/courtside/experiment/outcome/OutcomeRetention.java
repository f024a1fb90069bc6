package dev.courtside.experiment.outcome;

import dev.courtside.kit.batch.BatchLedger;
import dev.courtside.kit.database.Database;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/**
 * Forgets outcomes that need not be told from repeats any more. The sums stay. Deleting twice is harmless, so every
 * replica does it.
 */
@ApplicationScoped
public class OutcomeRetention {
    private static final Logger LOG = Logger.getLogger(OutcomeRetention.class);
    /** A day more than is promised, for clocks that differ. */
    private static final Duration KEPT = BatchLedger.KEPT.plusDays(1);

    private final Database database;
    private final InstantSource clock;

    public OutcomeRetention(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    @Scheduled(every = "1h", delayed = "2m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> onHour() {
        return forget().invoke(outcomes -> LOG.debugf("forgot %d outcomes", outcomes))
                .replaceWithVoid()
                .onFailure()
                .invoke(failure -> LOG.debugf("retention waits for the database: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    /** Forgets now; the number of outcomes. */
    public Uni<Integer> forget() {
        return database.withConnection(
                connection -> OutcomeStore.forget(connection, clock.instant().minus(KEPT)));
    }
}
