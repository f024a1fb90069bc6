package dev.courtside.region.failover;

import dev.courtside.engine.region.Failover;
import dev.courtside.engine.region.FailoverOperation;
import dev.courtside.kit.database.Database;
import dev.courtside.kit.database.PgTx;
import dev.courtside.kit.lease.Lease;
import dev.courtside.region.deployment.DeploymentReader;
import dev.courtside.region.deployment.StoredDeployment;
import dev.courtside.region.deployment.StoredRegion;
import dev.courtside.region.event.EventStore;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes the lease holder's decisions about one deployment: verdicts, the ends of overrides and failovers. Everything is read
 * under the deployment's lock, so that what a person did a moment ago counts; the lease is fenced in the same transaction, so
 * that a holder who was too slow changes nothing.
 */
@ApplicationScoped
class Decider {
    private final Database database;
    private final DeploymentReader reader;
    private final EventStore events;
    private final VerdictWriter verdicts;
    private final Switchboard switchboard;
    private final Announcer announcer;

    Decider(
            Database database,
            DeploymentReader reader,
            EventStore events,
            VerdictWriter verdicts,
            Switchboard switchboard,
            Announcer announcer) {
        this.database = database;
        this.reader = reader;
        this.events = events;
        this.verdicts = verdicts;
        this.switchboard = switchboard;
        this.announcer = announcer;
    }

    /**
     * Decides.
     *
     * @param found the verdicts of this moment, by region
     * @return null where the deployment is gone; fails with {@code LeaseLostException} for a holder that is one no more
     */
    Uni<@Nullable Decided> decide(
            Lease lease, String id, Map<String, StoredRegion.Verdict> found, Deliberation.Case decision) {
        return database.inTransaction(sql -> lease.fence(sql)
                        .chain(() -> reader.lock(sql, id))
                        .flatMap(deployment -> deployment == null
                                ? Uni.createFrom().nullItem()
                                : decide(sql, lease, deployment, found, decision)))
                .invoke(decided -> {
                    announcer.committed(id, decided == null ? List.of() : decided.plan());
                });
    }

    private Uni<Decided> decide(
            SqlConnection sql,
            Lease lease,
            StoredDeployment before,
            Map<String, StoredRegion.Verdict> found,
            Deliberation.Case decision) {
        PgTx tx = new PgTx(sql);
        return verdicts.write(tx, before, found, decision)
                .flatMap(hasNews -> reader.find(sql, before.id()).flatMap(judged -> {
                    StoredDeployment deployment = judged == null ? before : judged;
                    return held(sql, before.id()).flatMap(held -> {
                        List<FailoverOperation> plan =
                                decision.planner().plan(deployment.standing(held, decision.now()), decision.now());
                        return switchboard
                                .carryOut(tx, before.id(), plan, decision.actor(), decision.now())
                                .chain(() -> hasNews || !plan.isEmpty()
                                        ? announcer.bump(tx, lease.epoch())
                                        : Uni.createFrom().voidItem())
                                .chain(() -> reread(sql, deployment, plan));
                    });
                }));
    }

    private Uni<Decided> reread(SqlConnection sql, StoredDeployment deployment, List<FailoverOperation> plan) {
        return reader.find(sql, deployment.id())
                .flatMap(after -> held(sql, deployment.id())
                        .map(held -> new Decided(after == null ? deployment : after, held, plan)));
    }

    private Uni<Failover.@Nullable Held> held(SqlConnection sql, String deployment) {
        return events.held(sql, deployment).map(event -> event == null ? null : event.held());
    }
}
