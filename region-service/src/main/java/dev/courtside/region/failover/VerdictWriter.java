package dev.courtside.region.failover;

import dev.courtside.engine.region.Cause;
import dev.courtside.kit.database.PgTx;
import dev.courtside.region.deployment.StoredDeployment;
import dev.courtside.region.deployment.StoredRegion;
import dev.courtside.region.event.Event;
import dev.courtside.region.event.EventLog;
import dev.courtside.region.event.EventType;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/** Writes down what became of the verdicts on a deployment's regions, found or overridden. */
@ApplicationScoped
class VerdictWriter {
    private final DecisionStore decisions;
    private final EventLog log;

    VerdictWriter(DecisionStore decisions, EventLog log) {
        this.decisions = decisions;
        this.log = log;
    }

    /** Whether the region's stored verdict is another than what was found, or its override is over. */
    static boolean isNews(StoredRegion region, StoredRegion.Verdict found, Instant now) {
        return found.state() != region.health().state() || isOverrideOver(region, now);
    }

    private static boolean isOverrideOver(StoredRegion region, Instant now) {
        return region.override() != null && region.override().isOver(now);
    }

    /** Whether anything was written. */
    Uni<Boolean> write(
            PgTx tx, StoredDeployment deployment, Map<String, StoredRegion.Verdict> found, Deliberation.Case decision) {
        return Multi.createFrom()
                .iterable(deployment.regions())
                .onItem()
                .transformToUniAndConcatenate(region -> write(
                        tx,
                        deployment.id(),
                        region,
                        Objects.requireNonNullElse(found.get(region.name()), region.health()),
                        decision))
                .collect()
                .asList()
                .map(written -> written.contains(true));
    }

    private Uni<Boolean> write(
            PgTx tx, String deployment, StoredRegion region, StoredRegion.Verdict found, Deliberation.Case decision) {
        if (!isNews(region, found, decision.now())) {
            return Uni.createFrom().item(false);
        }
        Uni<Void> done = Uni.createFrom().voidItem();
        if (found.state() != region.health().state()) {
            done = done.chain(() -> decisions.verdict(tx, deployment, region.name(), found))
                    .chain(() -> log.record(tx, changed(deployment, region, found, decision)));
        }
        if (isOverrideOver(region, decision.now())) {
            done = done.chain(() -> decisions.override(tx, deployment, region.name(), null))
                    .chain(() -> log.record(tx, overrideEnded(deployment, region, found, decision)));
        }
        return done.replaceWith(true);
    }

    private static Event changed(
            String deployment, StoredRegion region, StoredRegion.Verdict found, Deliberation.Case decision) {
        return Event.ofRegion(
                EventType.HEALTH_CHANGED,
                deployment,
                region.name(),
                new Event.Change(
                        region.health().state().wireName(),
                        found.state().wireName(),
                        Objects.requireNonNullElse(found.cause(), Cause.ACTIVE_CHECK),
                        null,
                        found.evidence(),
                        Objects.requireNonNullElse(found.troubleSince(), found.since())),
                decision.now(),
                decision.actor());
    }

    private static Event overrideEnded(
            String deployment, StoredRegion region, StoredRegion.Verdict found, Deliberation.Case decision) {
        StoredRegion.Override ended = Objects.requireNonNull(region.override());
        return Event.ofRegion(
                EventType.OVERRIDE_ENDED,
                deployment,
                region.name(),
                new Event.Change(
                        ended.state().wireName(),
                        found.state().wireName(),
                        Cause.MANUAL,
                        null,
                        found.evidence(),
                        ended.until()),
                decision.now(),
                decision.actor());
    }
}
