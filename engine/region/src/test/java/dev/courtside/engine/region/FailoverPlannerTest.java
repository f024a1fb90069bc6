package dev.courtside.engine.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.courtside.engine.region.FailoverOperation.Finish;
import dev.courtside.engine.region.FailoverOperation.GiveUp;
import dev.courtside.engine.region.FailoverOperation.Hold;
import dev.courtside.engine.region.FailoverOperation.SwitchActive;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailoverPlannerTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant TROUBLE = NOW.minusSeconds(1);
    private static final FailoverPlanner PLANNER = new FailoverPlanner(new FailoverRules(Duration.ofSeconds(30)));

    /** The active region is a; where the traffic goes, or a dash where it stays. */
    @ParameterizedTest(name = "a {0} {1}, b {2} {3}, c {4} {5} → {6}")
    @CsvSource({
        "ACTIVE, HEALTHY, INACTIVE, HEALTHY, INACTIVE, HEALTHY, -",
        "ACTIVE, DEGRADED, INACTIVE, HEALTHY, INACTIVE, HEALTHY, -",
        "ACTIVE, UNKNOWN, INACTIVE, HEALTHY, INACTIVE, HEALTHY, -",
        "ACTIVE, UNHEALTHY, INACTIVE, HEALTHY, INACTIVE, HEALTHY, b",
        "ACTIVE, UNHEALTHY, ACTIVE, HEALTHY, INACTIVE, HEALTHY, b",
        "ACTIVE, UNHEALTHY, INACTIVE, DEGRADED, INACTIVE, HEALTHY, c",
        "ACTIVE, UNHEALTHY, INACTIVE, DEGRADED, INACTIVE, DEGRADED, b",
        "ACTIVE, UNHEALTHY, INACTIVE, UNHEALTHY, INACTIVE, HEALTHY, c",
        "ACTIVE, UNHEALTHY, INACTIVE, UNKNOWN, INACTIVE, HEALTHY, c",
        "ACTIVE, UNHEALTHY, DRAINING, HEALTHY, INACTIVE, HEALTHY, c",
        "ACTIVE, UNHEALTHY, MAINTENANCE, HEALTHY, INACTIVE, HEALTHY, c",
        "ACTIVE, UNHEALTHY, INACTIVE, UNKNOWN, INACTIVE, UNKNOWN, -",
        "ACTIVE, UNHEALTHY, INACTIVE, UNHEALTHY, MAINTENANCE, HEALTHY, -",
        "DRAINING, HEALTHY, INACTIVE, HEALTHY, INACTIVE, HEALTHY, b",
        "MAINTENANCE, HEALTHY, INACTIVE, HEALTHY, INACTIVE, HEALTHY, b",
    })
    void shouldMoveOnlyWhenItMustAndOnlyToWhoCanServe(
            RegionStatus aStatus,
            HealthState a,
            RegionStatus bStatus,
            HealthState b,
            RegionStatus cStatus,
            HealthState c,
            String expected) {
        // Given
        DeploymentStanding deployment = DeploymentStanding.of(
                "d",
                true,
                "a",
                List.of(region("a", 1, aStatus, a), region("b", 2, bStatus, b), region("c", 3, cStatus, c)));

        // When
        List<FailoverOperation> plan = PLANNER.plan(deployment, NOW);

        // Then
        String moved = plan.stream()
                .filter(SwitchActive.class::isInstance)
                .map(operation -> ((SwitchActive) operation).to())
                .findFirst()
                .orElse("-");
        assertThat(moved).isEqualTo(expected);
    }

    @Test
    void shouldTellOfTheMoveAfterMaking() {
        // When
        List<FailoverOperation> plan = PLANNER.plan(illA(true, region("b", 2, HealthState.HEALTHY)), NOW);

        // Then
        assertThat(plan).hasSize(2);
        assertThat(plan.get(0)).isEqualTo(new SwitchActive("a", "b"));
        Failover.Completed failover = ((Finish) plan.get(1)).failover();
        assertThat(failover.to()).isEqualTo("b");
        assertThat(failover.trouble().region()).isEqualTo("a");
        assertThat(failover.trouble().cause()).isEqualTo(Cause.ACTIVE_CHECK);
        assertThat(failover.duration()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void shouldOnlyRecommendWherePeopleMoveTheTraffic() {
        // When
        List<FailoverOperation> plan = PLANNER.plan(illA(false, region("b", 2, HealthState.HEALTHY)), NOW);

        // Then
        Failover.Held held = ((Hold) plan.getFirst()).failover();
        assertThat(plan).hasSize(1);
        assertThat(held.reason()).isEqualTo(HoldReason.MANUAL_ONLY);
        assertThat(held.recommended()).isEqualTo("b");
    }

    @Test
    void shouldNotReturnToARegionThatIsHeldDown() {
        // Given
        RegionStanding left = new RegionStanding(
                "b", 2, RegionStatus.ACTIVE, HealthState.HEALTHY, null, null, List.of(), NOW.minusSeconds(29));

        // When
        List<FailoverOperation> plan = PLANNER.plan(illA(true, left), NOW);

        // Then
        assertThat(((Hold) plan.getFirst()).failover().reason()).isEqualTo(HoldReason.HELD_DOWN);
        assertThat(PLANNER.plan(illA(true, left), NOW.plusSeconds(1))).contains(new SwitchActive("a", "b"));
    }

    @Test
    void shouldSayOnceThatItWaits() {
        // Given
        DeploymentStanding deployment = illA(true, region("b", 2, HealthState.UNHEALTHY));
        Failover.Held held = ((Hold) PLANNER.plan(deployment, NOW).getFirst()).failover();

        // When
        List<FailoverOperation> again = PLANNER.plan(deployment.waiting(held), NOW.plusSeconds(5));

        // Then
        assertThat(again).isEmpty();
        assertThat(held.detail()).isEqualTo("b is unhealthy");
    }

    @Test
    void shouldGoOnWithTheTroubleThatWaited() {
        // Given
        Failover.Held held = ((Hold) PLANNER.plan(illA(true, region("b", 2, HealthState.UNHEALTHY)), NOW)
                        .getFirst())
                .failover();

        // When
        List<FailoverOperation> plan =
                PLANNER.plan(illA(true, region("b", 2, HealthState.HEALTHY)).waiting(held), NOW.plusSeconds(9));

        // Then
        assertThat(((Finish) plan.getLast()).failover().duration()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void shouldGiveUpWhenTheRegionRecovers() {
        // Given
        Failover.Held held = ((Hold) PLANNER.plan(illA(true, region("b", 2, HealthState.UNHEALTHY)), NOW)
                        .getFirst())
                .failover();
        DeploymentStanding well = DeploymentStanding.of("d", true, "a", List.of(region("a", 1, HealthState.HEALTHY)));

        // When
        List<FailoverOperation> plan = PLANNER.plan(well.waiting(held), NOW);

        // Then
        assertThat(plan).hasSize(1).first().isInstanceOf(GiveUp.class);
    }

    @Test
    void shouldTellPeopleWhatSpeaksAgainstTheirMove() {
        // Given
        DeploymentStanding deployment = DeploymentStanding.of(
                "d",
                false,
                "a",
                List.of(
                        region("a", 1, HealthState.HEALTHY),
                        region("b", 2, HealthState.UNKNOWN),
                        region("c", 3, RegionStatus.DRAINING, HealthState.HEALTHY),
                        region("e", 4, HealthState.HEALTHY)));

        // When / Then
        assertThat(PLANNER.objections(deployment, "b"))
                .extracting(Objection::rule)
                .containsExactly(Objection.TARGET_HEALTHY);
        assertThat(PLANNER.objections(deployment, "c").getFirst().rule()).isNull();
        assertThat(PLANNER.objections(deployment, "a").getFirst().rule()).isNull();
        assertThat(PLANNER.objections(deployment, "z").getFirst().rule()).isNull();
        assertThat(PLANNER.objections(deployment, "e")).isEmpty();
        assertThat(PLANNER.planManual(deployment, "e", "a drill", NOW)).contains(new SwitchActive("a", "e"));
        assertThatThrownBy(() -> PLANNER.planManual(deployment, "z", null, NOW)).hasMessageContaining("'z'");
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void shouldKeepItsPromisesWhateverHappens(long seed) {
        // Given
        Random random = new Random(seed);
        List<RegionStanding> regions = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            regions.add(region("r" + i, i + 1, HealthState.HEALTHY));
        }
        DeploymentStanding deployment = DeploymentStanding.of("d", true, "r0", regions);
        Instant now = NOW;
        List<Instant> moves = new ArrayList<>();

        for (int step = 0; step < 2_000; step++) {
            // When
            now = now.plusMillis(random.nextInt(2_000));
            deployment = shaken(deployment, random);
            List<FailoverOperation> plan = PLANNER.plan(deployment, now);

            // Then
            for (FailoverOperation operation : plan) {
                if (operation instanceof SwitchActive move) {
                    RegionStanding target = deployment.region(move.to()).orElseThrow();
                    assertThat(target.canServe()).isTrue();
                    Instant left = target.leftAt();
                    assertThat(left == null || !now.isBefore(left.plusSeconds(30)))
                            .isTrue();
                    assertThat(move.from()).isEqualTo(deployment.activeRegion()).isNotEqualTo(move.to());
                    moves.add(now);
                }
            }
            deployment = carriedOut(deployment, plan, now);
            assertThat(PLANNER.plan(deployment, now))
                    .as("a plan that was carried out leaves nothing to do")
                    .isEmpty();
        }
        for (int i = 4; i < moves.size(); i++) {
            assertThat(Duration.between(moves.get(i - 4), moves.get(i)))
                    .as("four regions can't move more than four times in a hold-down")
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(30));
        }
    }

    @Test
    void shouldCountWhoIsAbleToServe() {
        // Given
        AtLeastRule rule = new AtLeastRule("two", Set.of("a", "b"), 2, Duration.ofSeconds(5));
        DeploymentStanding well = DeploymentStanding.of(
                "d", true, "a", List.of(region("a", 1, HealthState.HEALTHY), region("b", 2, HealthState.HEALTHY)));

        // When / Then
        assertThat(rule.objections(well, null, NOW)).isEmpty();
        assertThat(rule.objections(well.with("b", RegionStatus.DRAINING), null, NOW))
                .extracting(Objection::rule)
                .containsExactly("two");
        assertThat(rule.objections(well, NOW.minusSeconds(4), NOW)).hasSize(1);
        assertThat(rule.objections(well, NOW.minusSeconds(5), NOW)).isEmpty();
        assertThatThrownBy(() -> new AtLeastRule("three", Set.of("a", "b"), 3, Duration.ZERO))
                .hasMessageContaining("between 1 and 2");
    }

    private static DeploymentStanding shaken(DeploymentStanding deployment, Random random) {
        int victim = random.nextInt(deployment.regions().size());
        List<RegionStanding> regions = new ArrayList<>(deployment.regions());
        RegionStanding old = regions.get(victim);
        regions.set(
                victim,
                new RegionStanding(
                        old.name(),
                        old.priority(),
                        random.nextInt(5) == 0 ? RegionStatus.values()[random.nextInt(4)] : old.status(),
                        HealthState.values()[random.nextInt(4)],
                        TROUBLE,
                        Cause.ACTIVE_CHECK,
                        List.of(),
                        old.leftAt()));
        Failover.Held held = deployment.held();
        DeploymentStanding shaken =
                DeploymentStanding.of("d", random.nextInt(10) > 0, deployment.activeRegion(), regions);
        return held == null ? shaken : shaken.waiting(held);
    }

    private static DeploymentStanding carriedOut(DeploymentStanding before, List<FailoverOperation> plan, Instant now) {
        DeploymentStanding after = before;
        for (FailoverOperation operation : plan) {
            after = switch (operation) {
                case SwitchActive move -> left(after.servedBy(move.to()), move, now);
                case Finish finish -> after;
                case Hold hold -> after.waiting(hold.failover());
                case GiveUp giveUp -> after.servedBy(after.activeRegion());
            };
        }
        return after;
    }

    private static DeploymentStanding left(DeploymentStanding deployment, SwitchActive move, Instant now) {
        return DeploymentStanding.of(
                deployment.id(),
                deployment.autoFailover(),
                deployment.activeRegion(),
                deployment.regions().stream()
                        .map(region -> region.name().equals(move.from())
                                ? withLeftAt(region, now)
                                : region.name().equals(move.to()) ? withLeftAt(region, null) : region)
                        .toList());
    }

    private static RegionStanding withLeftAt(RegionStanding region, @Nullable Instant leftAt) {
        return new RegionStanding(
                region.name(),
                region.priority(),
                region.status(),
                region.state(),
                region.troubleSince(),
                region.cause(),
                region.evidence(),
                leftAt);
    }

    private static DeploymentStanding illA(boolean automatic, RegionStanding other) {
        return DeploymentStanding.of("d", automatic, "a", List.of(region("a", 1, HealthState.UNHEALTHY), other));
    }

    private static RegionStanding region(String name, int priority, HealthState state) {
        return region(name, priority, RegionStatus.ACTIVE, state);
    }

    private static RegionStanding region(String name, int priority, RegionStatus status, HealthState state) {
        boolean ill = state == HealthState.UNHEALTHY;
        return new RegionStanding(
                name, priority, status, state, ill ? TROUBLE : null, ill ? Cause.ACTIVE_CHECK : null, List.of(), null);
    }
}
