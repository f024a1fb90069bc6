package dev.courtside.region.failover;

import dev.courtside.engine.region.Cause;
import dev.courtside.engine.region.Failover;
import dev.courtside.engine.region.FailoverOperation;
import dev.courtside.engine.region.FailoverOperation.Finish;
import dev.courtside.engine.region.FailoverOperation.GiveUp;
import dev.courtside.engine.region.FailoverOperation.Hold;
import dev.courtside.engine.region.FailoverOperation.SwitchActive;
import dev.courtside.kit.database.PgTx;
import dev.courtside.region.event.Actor;
import dev.courtside.region.event.Event;
import dev.courtside.region.event.EventLog;
import dev.courtside.region.event.EventStore;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** Carries a failover plan out, within the transaction that holds the deployment's lock. */
@ApplicationScoped
public class Switchboard {
    private final DecisionStore decisions;
    private final EventStore events;
    private final EventLog log;

    Switchboard(DecisionStore decisions, EventStore events, EventLog log) {
        this.decisions = decisions;
        this.events = events;
        this.log = log;
    }

    /** Step by step, in the plan's order. */
    public Uni<Void> carryOut(PgTx tx, String deployment, List<FailoverOperation> plan, Actor actor, Instant now) {
        return Multi.createFrom()
                .iterable(plan)
                .onItem()
                .transformToUniAndConcatenate(operation -> switch (operation) {
                    case SwitchActive move -> decisions.activeRegion(tx, deployment, move.to());
                    case Finish finish -> finish(tx, deployment, finish.failover(), actor);
                    case Hold hold ->
                        events.endHeld(tx, deployment, now, "replaced")
                                .chain(() -> log.record(tx, Event.of(deployment, hold.failover(), actor)));
                    case GiveUp giveUp ->
                        events.endHeld(tx, deployment, giveUp.failover().endedAt(), "abandoned");
                })
                .collect()
                .asList()
                .replaceWithVoid();
    }

    private Uni<Void> finish(PgTx tx, String deployment, Failover.Completed failover, Actor actor) {
        // people are not bound by hold-down, and where they leave a region the service may return to it
        boolean byPerson = failover.trouble().cause() == Cause.MANUAL;
        return decisions
                .leftAt(tx, deployment, failover.trouble().region(), byPerson ? null : failover.endedAt())
                .chain(() -> decisions.leftAt(tx, deployment, failover.to(), null))
                .chain(() -> events.endHeld(tx, deployment, failover.endedAt(), "completed"))
                .chain(() -> log.record(tx, Event.of(deployment, failover, actor)));
    }
}
