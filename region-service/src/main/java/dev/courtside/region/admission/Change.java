package dev.courtside.region.admission;

import dev.courtside.engine.region.DeploymentStanding;
import dev.courtside.engine.region.Failover;
import dev.courtside.engine.region.Objection;
import dev.courtside.kit.database.PgTx;
import dev.courtside.kit.problem.ProblemException;
import dev.courtside.region.deployment.StoredDeployment;
import dev.courtside.region.deployment.StoredRegion;
import dev.courtside.region.event.Event;
import dev.courtside.region.event.EventLog;
import dev.courtside.region.safety.SafetyRule;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A person's change while its transaction runs and the deployment is locked.
 *
 * @param deployment as it is
 * @param held the failover of it that waits; null when none does
 * @param rules that bind it
 */
record Change(
        PgTx tx,
        StoredDeployment deployment,
        Failover.@Nullable Held held,
        List<SafetyRule> rules,
        Instant now,
        EventLog log) {

    DeploymentStanding standing() {
        return deployment.standing(held, now);
    }

    /** What the rules have against a change that leads to {@code result}. */
    Stream<Objection> objections(DeploymentStanding result) {
        return rules.stream()
                .flatMap(rule -> rule.atLeast().objections(result, deployment.lastChangedAt(), now).stream());
    }

    /** The region of that name; a 404 problem where there is none. */
    StoredRegion region(String name) {
        return deployment.region(name).orElseThrow(() -> ProblemException.notFound("region", name));
    }

    Uni<Void> record(Event event) {
        return log.record(tx, event);
    }
}
