package dev.courtside.experiment.outcome;

import dev.courtside.kit.batch.BatchLedger;
import dev.courtside.kit.database.Database;
import dev.courtside.kit.lease.Lease;
import dev.courtside.kit.lease.LeaseManager;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.InstantSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Forgets outcomes that need not be told from repeats any more. The sums stay. One replica does it, the one
 * with the lease.
 */
@ApplicationScoped
public class OutcomeRetention {
    private static final Logger LOG = Logger.getLogger(OutcomeRetention.class);
    private static final Duration LEASE = Duration.ofSeconds(30);
    /** A day more than is promised, for clocks that differ. */
    private static final Duration KEPT = BatchLedger.KEPT.plusDays(1);

    private final Database database;
    private final LeaseManager leases;
    private final InstantSource clock;
    private volatile @Nullable Lease lease;

    public OutcomeRetention(Database database, LeaseManager leases, InstantSource clock) {
        this.database = database;
        this.leases = leases;
        this.clock = clock;
    }

    void onStart(@Observes StartupEvent event) {
        lease = leases.contend("outcome-retention", LEASE);
    }

    @Scheduled(every = "1h", delayed = "2m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> onHour() {
        Lease mine = lease;
        if (mine == null || !mine.held()) {
            return Uni.createFrom().voidItem();
        }
        return forget().invoke(outcomes -> LOG.infof("forgot %d outcomes", outcomes))
                .replaceWithVoid()
                .onFailure()
                .invoke(failure -> LOG.warnf("outcomes were not forgotten: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    /** Forgets now; the number of outcomes. */
    Uni<Integer> forget() {
        return database.inTransaction(connection ->
                OutcomeStore.forget(connection, clock.instant().minus(KEPT)));
    }
}
