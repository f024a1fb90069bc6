package dev.courtside.region.admission;

import dev.courtside.engine.region.Cause;
import dev.courtside.engine.region.DeploymentStanding;
import dev.courtside.engine.region.FailoverOperation;
import dev.courtside.engine.region.HealthState;
import dev.courtside.engine.region.Objection;
import dev.courtside.engine.region.RegionStanding;
import dev.courtside.engine.region.RegionStatus;
import dev.courtside.kit.database.PgTx;
import dev.courtside.kit.problem.ProblemException;
import dev.courtside.region.deployment.StoredRegion;
import dev.courtside.region.event.Event;
import dev.courtside.region.event.EventType;
import dev.courtside.region.failover.DecisionStore;
import dev.courtside.region.failover.Deliberation;
import dev.courtside.region.failover.Switchboard;
import dev.courtside.region.safety.Objections;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What people decide about a deployment. It binds the controller, which reads it under the same lock before its own next
 * decision.
 */
@ApplicationScoped
class ChangeService {
    private static final Duration LONGEST_OVERRIDE = Duration.ofDays(7);

    private final ChangeTransaction transaction;
    private final DecisionStore decisions;
    private final Switchboard switchboard;
    private final Deliberation deliberation;

    ChangeService(
            ChangeTransaction transaction,
            DecisionStore decisions,
            Switchboard switchboard,
            Deliberation deliberation) {
        this.transaction = transaction;
        this.decisions = decisions;
        this.switchboard = switchboard;
        this.deliberation = deliberation;
    }

    /** Moves the traffic to the region that the request names. */
    Uni<Void> failover(String id, ChangeRequest request, Person person) {
        String to = request.to();
        if (to == null) {
            throw ProblemException.invalid("to", "is missing: the region that shall serve");
        }
        return transaction.run(id, person, change -> {
            if (change.deployment().region(to).isEmpty()) {
                throw ProblemException.unprocessable("to", "deployment '" + id + "' has no region '" + to + "'");
            }
            DeploymentStanding standing = change.standing();
            Objections.refuse(
                    Stream.concat(
                            deliberation.planner().objections(standing, to).stream(),
                            change.objections(standing.servedBy(to))),
                    request.overridden());
            List<FailoverOperation> plan =
                    deliberation.planner().planManual(standing, to, request.reason(), change.now());
            return switchboard
                    .carryOut(change.tx(), id, plan, person.actor(), change.now())
                    .replaceWith(plan);
        });
    }

    /** Puts a region into another status; where it served and may not any more, its traffic moves with it. */
    Uni<Void> status(String id, String region, RegionStatus status, ChangeRequest request, Person person) {
        return transaction.run(id, person, change -> {
            StoredRegion before = change.region(region);
            DeploymentStanding result = change.standing().with(region, status);
            boolean mustMove = change.deployment().activeRegion().equals(region) && !status.mayServe();
            Optional<RegionStanding> successor =
                    mustMove ? deliberation.planner().bestForPerson(result) : Optional.empty();
            Stream<Objection> nobody = mustMove && successor.isEmpty()
                    ? Stream.of(new Objection(
                            Objection.SOMEONE_SERVES,
                            "no other region is able to take the traffic of '" + region + "'"))
                    : Stream.empty();
            Stream<Objection> rules = status.mayServe() ? Stream.empty() : change.objections(result);
            Objections.refuse(Stream.concat(nobody, rules), request.overridden());
            List<FailoverOperation> plan = successor
                    .map(next -> deliberation
                            .planner()
                            .planManual(result, next.name(), why(region, status, request), change.now()))
                    .orElse(List.of());
            return statusChanged(change, before, status, request, person)
                    .chain(() -> switchboard.carryOut(change.tx(), id, plan, person.actor(), change.now()))
                    .replaceWith(plan);
        });
    }

    /** Puts the request's verdict in the place of the controller's until a time. */
    Uni<Void> override(String id, String region, ChangeRequest request, Person person) {
        Instant until = request.until();
        if (until == null) {
            throw ProblemException.invalid("until", "is missing: when the override ends");
        }
        Instant now = deliberation.now();
        if (!until.isAfter(now) || until.isAfter(now.plus(LONGEST_OVERRIDE))) {
            throw ProblemException.unprocessable(
                    "until", "must be in the future and within " + LONGEST_OVERRIDE.toDays() + " days");
        }
        HealthState state = HealthState.find(request.state() == null ? "healthy" : request.state());
        if (state != HealthState.HEALTHY && state != HealthState.UNHEALTHY) {
            throw ProblemException.unprocessable("state", "must be healthy or unhealthy");
        }
        return transaction.run(id, person, change -> {
            StoredRegion before = change.region(region);
            Event event = Event.ofRegion(
                    EventType.OVERRIDE,
                    id,
                    region,
                    new Event.Change(
                            before.state(change.now()).wireName(),
                            state.wireName(),
                            Cause.MANUAL,
                            request.reason(),
                            List.of("until " + until),
                            null),
                    change.now(),
                    person.actor());
            return decisions
                    .override(change.tx(), id, region, new StoredRegion.Override(state, until))
                    .chain(() -> change.record(event))
                    .replaceWith(List.of());
        });
    }

    private Uni<Void> statusChanged(
            Change change, StoredRegion before, RegionStatus status, ChangeRequest request, Person person) {
        PgTx tx = change.tx();
        String id = change.deployment().id();
        Event event = Event.ofRegion(
                switch (status) {
                    case ACTIVE, INACTIVE -> EventType.ACTIVATE;
                    case DRAINING -> EventType.DRAIN;
                    case MAINTENANCE -> EventType.MAINTENANCE;
                },
                id,
                before.name(),
                new Event.Change(
                        before.status().wireName(), status.wireName(), Cause.MANUAL, request.reason(), List.of(), null),
                change.now(),
                person.actor());
        return decisions.status(tx, id, before.name(), status).chain(() -> change.record(event));
    }

    private static String why(String region, RegionStatus status, ChangeRequest request) {
        String said = request.reason();
        return "'" + region + "' was put to " + status.wireName() + (said == null ? "" : ": " + said);
    }
}
