package dev.courtside.region.failover;

import dev.courtside.engine.region.FailoverOperation;
import dev.courtside.engine.region.FailoverOperation.Finish;
import dev.courtside.engine.region.FailoverOperation.GiveUp;
import dev.courtside.engine.region.FailoverOperation.Hold;
import dev.courtside.engine.region.FailoverOperation.SwitchActive;
import dev.courtside.kit.lease.Lease;
import dev.courtside.kit.lease.LeaseLostException;
import dev.courtside.kit.problem.ProblemException;
import dev.courtside.region.deployment.StoredDeployment;
import dev.courtside.region.deployment.StoredRegion;
import dev.courtside.region.health.ControllerLease;
import dev.courtside.region.health.HealthWatch;
import dev.courtside.region.observation.Observation;
import dev.courtside.region.observation.ObservationInbox;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The loop of the replica that holds the lease: watches regions, and decides where verdicts or time ask for it.
 *
 * <p>It is driven by the difference between what is found and what Postgres says, not by events: a decision that failed,
 * was lost with its connection or was overtaken by a person is simply due again at the next look. Without the lease it neither
 * checks nor decides. All but {@link #start} and {@link #stop} happens on the event loop of {@link HealthWatch#context}.
 */
@Singleton
public class FailoverController {
    private static final Logger LOG = Logger.getLogger(FailoverController.class);
    private static final long LOOK_MILLIS = 200;

    private final HealthWatch watch;
    private final Catalog catalog;
    private final Decider decider;
    private final Deliberation deliberation;
    private final ObservationInbox inbox;
    private final ControllerLease leases;
    private final Vertx vertx;
    private final Set<String> deciding = new HashSet<>();
    private boolean isLoading;
    private boolean isTaking;
    /** In which the watch runs; 0 while it does not. */
    private long epoch;

    private volatile long timer = -1;

    FailoverController(
            HealthWatch watch,
            Catalog catalog,
            Decider decider,
            Deliberation deliberation,
            ObservationInbox inbox,
            ControllerLease leases) {
        this.watch = watch;
        this.catalog = catalog;
        this.decider = decider;
        this.deliberation = deliberation;
        this.inbox = inbox;
        this.leases = leases;
        this.vertx = watch.context().owner();
    }

    void start(@Observes StartupEvent started) {
        leases.lease();
        watch.context().runOnContext(here -> {
            watch.onVerdict(this::reconsider);
            timer = vertx.setPeriodic(LOOK_MILLIS, tick -> look());
        });
    }

    void stop(@Observes ShutdownEvent stopping) {
        vertx.cancelTimer(timer);
        watch.context().runOnContext(here -> stepDown());
    }

    private void look() {
        Lease lease = leases.lease();
        if (!lease.held()) {
            stepDown();
            return;
        }
        if (lease.epoch() != epoch || catalog.isStale()) {
            load(lease);
        }
        if (epoch != 0) {
            takeIn();
            catalog.all().forEach(known -> decideIfDue(lease, known));
        }
    }

    private void stepDown() {
        if (epoch != 0) {
            LOG.infof("checks and decisions stop: the lease of epoch %d is not held any more", epoch);
            epoch = 0;
            watch.stop();
            catalog.clear();
            deliberation.show(List.of());
        }
    }

    private void load(Lease lease) {
        if (isLoading) {
            return;
        }
        isLoading = true;
        long loadedFor = lease.epoch();
        here(catalog.load())
                .subscribe()
                .with(
                        copy -> {
                            isLoading = false;
                            if (lease.held() && lease.epoch() == loadedFor) {
                                if (epoch != loadedFor) {
                                    LOG.infof("checks and decisions start in epoch %d", loadedFor);
                                    watch.stop(); // what an earlier term counted is stale
                                }
                                epoch = loadedFor;
                                catalog.take(copy);
                                watch.watch(catalog.deployments());
                                deliberation.show(catalog.deployments());
                            }
                        },
                        failure -> {
                            isLoading = false;
                            LOG.debugf("deployments could not be read: %s", failure.getMessage());
                        });
    }

    private void takeIn() {
        if (isTaking) {
            return;
        }
        isTaking = true;
        here(inbox.take())
                .subscribe()
                .with(
                        (List<Observation> taken) -> {
                            isTaking = false;
                            inbox.report(taken);
                        },
                        failure -> {
                            isTaking = false;
                            LOG.debugf("reports of traffic could not be read: %s", failure.getMessage());
                        });
    }

    /** A verdict changed: no need to wait for the next look. */
    private void reconsider(String deployment) {
        Lease lease = leases.lease();
        Catalog.Known known = catalog.find(deployment);
        if (known != null && lease.held()) {
            decideIfDue(lease, known);
        }
    }

    private void decideIfDue(Lease lease, Catalog.Known known) {
        StoredDeployment deployment = known.deployment();
        Map<String, StoredRegion.Verdict> found = watch.verdicts(deployment);
        if (!isDue(known, found) || !deciding.add(deployment.id())) {
            return;
        }
        Deliberation.Case decision = deliberation.open(deployment.id());
        here(decider.decide(lease, deployment.id(), found, decision))
                .subscribe()
                .with(
                        decided -> {
                            decision.end(null);
                            deciding.remove(deployment.id());
                            take(deployment.id(), decided);
                        },
                        failure -> {
                            decision.end(failure);
                            deciding.remove(deployment.id());
                            refused(deployment.id(), failure);
                        });
    }

    private boolean isDue(Catalog.Known known, Map<String, StoredRegion.Verdict> found) {
        Instant now = deliberation.now();
        for (StoredRegion region : known.deployment().regions()) {
            StoredRegion.Verdict verdict = found.get(region.name());
            if (verdict != null && VerdictWriter.isNews(region, verdict, now)) {
                return true;
            }
        }
        return !deliberation
                .planner()
                .plan(known.deployment().standing(known.held(), now), now)
                .isEmpty();
    }

    private void take(String deployment, @Nullable Decided decided) {
        if (decided == null) {
            catalog.remove(deployment);
            return;
        }
        if (epoch != 0) {
            catalog.put(decided);
            deliberation.show(catalog.deployments());
        }
        decided.plan().forEach(operation -> tell(deployment, operation));
    }

    private static void tell(String deployment, FailoverOperation operation) {
        switch (operation) {
            case SwitchActive move ->
                LOG.warnf("deployment %s: failover from %s to %s", deployment, move.from(), move.to());
            case Finish finish ->
                LOG.infof(
                        "deployment %s: failover took %s, cause %s",
                        deployment,
                        finish.failover().duration(),
                        finish.failover().trouble().cause().wireName());
            case Hold hold ->
                LOG.warnf(
                        "deployment %s: failover from %s waits (%s): %s",
                        deployment,
                        hold.failover().trouble().region(),
                        hold.failover().reason().wireName(),
                        hold.failover().detail());
            case GiveUp giveUp ->
                LOG.infof(
                        "deployment %s: region %s recovered, no failover",
                        deployment, giveUp.failover().trouble().region());
        }
    }

    private static void refused(String deployment, Throwable failure) {
        if (failure instanceof LeaseLostException || failure instanceof ProblemException) {
            LOG.infof("deployment %s: nothing decided: %s", deployment, failure.getMessage());
        } else {
            LOG.errorf(failure, "deployment %s: nothing decided", deployment);
        }
    }

    private <T> Uni<T> here(Uni<T> elsewhere) {
        return elsewhere.emitOn(task -> watch.context().runOnContext(context -> task.run()));
    }
}
