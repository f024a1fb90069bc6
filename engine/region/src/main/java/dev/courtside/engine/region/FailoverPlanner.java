package dev.courtside.engine.region;

import dev.courtside.engine.region.FailoverOperation.Finish;
import dev.courtside.engine.region.FailoverOperation.GiveUp;
import dev.courtside.engine.region.FailoverOperation.Hold;
import dev.courtside.engine.region.FailoverOperation.SwitchActive;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Compares which region serves with which should, and says what to do about it. Pure: the same standing and time give the
 * same plan, and planning again after a plan was carried out gives nothing.
 *
 * <p>The active region is left when it is unhealthy, drains or is in maintenance; one that is degraded or unknown still
 * serves. Its place is taken by the region of the lowest priority number that is healthy, else degraded; never by one that
 * is unhealthy, unknown, draining, in maintenance or held down. Nothing returns by itself to a region that recovered.
 */
public final class FailoverPlanner {
    private static final Comparator<RegionStanding> BEST = Comparator.comparing(
                    (RegionStanding region) -> region.state() != HealthState.HEALTHY)
            .thenComparingInt(RegionStanding::priority);

    private final FailoverRules rules;

    public FailoverPlanner(FailoverRules rules) {
        this.rules = rules;
    }

    /** The plan for what happened without a person; empty when all is as it should be. */
    public List<FailoverOperation> plan(DeploymentStanding deployment, Instant now) {
        RegionStanding active = deployment.active();
        Failover.Held held = deployment.held();
        if (isFit(active)) {
            return held == null ? List.of() : List.of(new GiveUp(held.abandon(now)));
        }
        Failover.Detected detected = new Failover.Detected(
                held != null && held.trouble().region().equals(active.name()) ? held.trouble() : trouble(active, now));
        Optional<RegionStanding> eligible = best(deployment, now);
        if (!deployment.autoFailover()) {
            String recommended = eligible.map(RegionStanding::name).orElse(null);
            return hold(held, detected.hold(HoldReason.MANUAL_ONLY, recommended, "only people move this deployment"));
        }
        if (eligible.isPresent()) {
            return move(detected, eligible.get().name(), now);
        }
        boolean onlyHeldDown = others(deployment).stream().anyMatch(RegionStanding::canServe);
        return hold(
                held,
                detected.hold(
                        onlyHeldDown ? HoldReason.HELD_DOWN : HoldReason.NO_CANDIDATE, null, whyNot(deployment, now)));
    }

    /**
     * The plan for a person's wish to move the traffic; {@link #objections} tells what speaks against it.
     *
     * @param reason the person's own words, or null
     */
    public List<FailoverOperation> planManual(
            DeploymentStanding deployment, String to, @Nullable String reason, Instant now) {
        RegionStanding target = deployment
                .region(to)
                .orElseThrow(() -> new IllegalArgumentException(
                        "deployment '" + deployment.id() + "' has no region '" + to + "'"));
        return move(
                new Failover.Detected(new Failover.Trouble(
                        deployment.activeRegion(),
                        Cause.MANUAL,
                        reason == null || reason.isBlank() ? List.of() : List.of(reason),
                        now)),
                target.name(),
                now);
    }

    /** Where the traffic of the active region would go now; hold-down does not bind people. */
    public Optional<RegionStanding> bestForPerson(DeploymentStanding deployment) {
        return others(deployment).stream().filter(RegionStanding::canServe).min(BEST);
    }

    /** What speaks against a person's wish to move the traffic to {@code to}; empty when nothing does. */
    public List<Objection> objections(DeploymentStanding deployment, String to) {
        RegionStanding target = deployment.region(to).orElse(null);
        if (target == null) {
            return List.of(
                    Objection.absolute("there is no region '" + to + "' in deployment '" + deployment.id() + "'"));
        }
        if (to.equals(deployment.activeRegion())) {
            return List.of(Objection.absolute("'" + to + "' is the active region already"));
        }
        return switch (target.status()) {
            case DRAINING -> List.of(Objection.absolute("'" + to + "' is draining: activate it first"));
            case MAINTENANCE -> List.of(Objection.absolute("'" + to + "' is in maintenance: activate it first"));
            case ACTIVE, INACTIVE ->
                target.canServe()
                        ? List.of()
                        : List.of(Objection.of(
                                Objection.TARGET_HEALTHY,
                                "'" + to + "' is " + target.state().wireName()));
        };
    }

    private static boolean isFit(RegionStanding active) {
        return active.status().mayServe() && active.state() != HealthState.UNHEALTHY;
    }

    private static Failover.Trouble trouble(RegionStanding active, Instant now) {
        if (!active.status().mayServe()) {
            return new Failover.Trouble(
                    active.name(),
                    Cause.MANUAL,
                    List.of("its status is " + active.status().wireName()),
                    now);
        }
        Instant since = active.troubleSince();
        Cause cause = active.cause();
        return new Failover.Trouble(
                active.name(),
                cause == null ? Cause.ACTIVE_CHECK : cause,
                active.evidence(),
                since == null ? now : since);
    }

    private static List<FailoverOperation> move(Failover.Detected detected, String to, Instant now) {
        return List.of(new SwitchActive(detected.trouble().region(), to), new Finish(detected.complete(to, now)));
    }

    /** Says it once: a hold that is the same as the one before is nothing new. */
    private static List<FailoverOperation> hold(Failover.@Nullable Held before, Failover.Held now) {
        List<FailoverOperation> plan = new ArrayList<>();
        boolean same = before != null
                && before.trouble().region().equals(now.trouble().region())
                && before.reason() == now.reason()
                && Objects.equals(before.recommended(), now.recommended());
        if (!same) {
            plan.add(new Hold(now));
        }
        return plan;
    }

    private Optional<RegionStanding> best(DeploymentStanding deployment, Instant now) {
        return others(deployment).stream()
                .filter(region -> region.canServe() && !isHeldDown(region, now))
                .min(BEST);
    }

    private boolean isHeldDown(RegionStanding region, Instant now) {
        Instant left = region.leftAt();
        return left != null && now.isBefore(left.plus(rules.holdDown()));
    }

    private static List<RegionStanding> others(DeploymentStanding deployment) {
        return deployment.regions().stream()
                .filter(region -> !region.name().equals(deployment.activeRegion()))
                .toList();
    }

    private String whyNot(DeploymentStanding deployment, Instant now) {
        List<RegionStanding> others = others(deployment);
        return others.isEmpty()
                ? "there is no other region"
                : others.stream()
                        .map(region -> region.name() + " is " + whyNot(region, now))
                        .collect(Collectors.joining(", "));
    }

    private String whyNot(RegionStanding region, Instant now) {
        if (!region.status().mayServe()) {
            return region.status().wireName();
        }
        return region.canServe() && isHeldDown(region, now)
                ? "held down"
                : region.state().wireName();
    }
}
