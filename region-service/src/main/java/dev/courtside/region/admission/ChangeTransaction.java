package dev.courtside.region.admission;

import dev.courtside.engine.region.FailoverOperation;
import dev.courtside.kit.database.Database;
import dev.courtside.kit.database.PgTx;
import dev.courtside.kit.page.Preconditions;
import dev.courtside.kit.problem.ProblemException;
import dev.courtside.region.deployment.DeploymentReader;
import dev.courtside.region.deployment.StoredDeployment;
import dev.courtside.region.event.EventLog;
import dev.courtside.region.event.EventStore;
import dev.courtside.region.failover.Announcer;
import dev.courtside.region.failover.DecisionStore;
import dev.courtside.region.failover.Deliberation;
import dev.courtside.region.safety.SafetyRuleStore;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Runs a person's change in one transaction with its events, its audit entries and the new snapshot version. */
@ApplicationScoped
class ChangeTransaction {
    private final Database database;
    private final ChangeReads reads;
    private final DecisionStore decisions;
    private final EventLog log;
    private final Announcer announcer;
    private final Deliberation deliberation;

    ChangeTransaction(
            Database database,
            ChangeReads reads,
            DecisionStore decisions,
            EventLog log,
            Announcer announcer,
            Deliberation deliberation) {
        this.database = database;
        this.reads = reads;
        this.decisions = decisions;
        this.log = log;
        this.announcer = announcer;
        this.deliberation = deliberation;
    }

    /**
     * Runs {@code work} with the deployment locked.
     *
     * @param work gives the plan that it carried out
     * @return fails with 404 where there is no such deployment, with 412 where its version is another than the person saw
     */
    Uni<Void> run(String id, Person person, Function<Change, Uni<List<FailoverOperation>>> work) {
        return database.inTransaction(sql -> reads.deployments()
                        .lock(sql, id)
                        .flatMap(found -> begin(sql, existing(id, found), person))
                        .flatMap(change -> work.apply(change)
                                .call(() -> decisions.changedByPerson(change.tx(), id, change.now()))
                                .call(() -> announcer.bump(change.tx(), 0))))
                .invoke(plan -> announcer.committed(id, plan))
                .replaceWithVoid();
    }

    private Uni<Change> begin(SqlConnection sql, StoredDeployment deployment, Person person) {
        Preconditions.check(person.ifMatch(), deployment.version());
        return reads.events()
                .held(sql, deployment.id())
                .flatMap(held -> reads.rules()
                        .of(sql, deployment.id())
                        .map(rules -> new Change(
                                new PgTx(sql),
                                deployment,
                                held == null ? null : held.held(),
                                rules,
                                deliberation.now(),
                                log)));
    }

    private static StoredDeployment existing(String id, @Nullable StoredDeployment found) {
        if (found == null) {
            throw ProblemException.notFound("deployment", id);
        }
        return found;
    }

    /** What a change has to know. */
    @ApplicationScoped
    static class ChangeReads {
        private final DeploymentReader deployments;
        private final EventStore events;
        private final SafetyRuleStore rules;

        ChangeReads(DeploymentReader deployments, EventStore events, SafetyRuleStore rules) {
            this.deployments = deployments;
            this.events = events;
            this.rules = rules;
        }

        DeploymentReader deployments() {
            return deployments;
        }

        EventStore events() {
            return events;
        }

        SafetyRuleStore rules() {
            return rules;
        }
    }
}
