package dev.courtside.engine.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.courtside.engine.region.Evidence.CheckFailed;
import dev.courtside.engine.region.Evidence.CheckPassed;
import dev.courtside.engine.region.Evidence.Traffic;
import dev.courtside.engine.region.RegionHealth.Healthy;
import dev.courtside.engine.region.RegionHealth.Unhealthy;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegionHealthTest {
    private static final HealthThresholds THRESHOLDS = HealthThresholds.DEFAULT;
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /**
     * Letters are evidence, a second apart: p passed, f failed, R resets, I impaired traffic, n fine traffic, r too few requests
     * to say anything. The state after all of them.
     */
    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource({
        "'', UNKNOWN",
        "p, UNKNOWN",
        "pp, HEALTHY",
        "f, UNKNOWN",
        "ff, UNHEALTHY",
        "fpf, UNKNOWN",
        "nnnn, UNKNOWN",
        "RR, UNHEALTHY",
        "ppf, HEALTHY",
        "ppfpf, HEALTHY",
        "ppff, UNHEALTHY",
        "ppn, HEALTHY",
        "ppr, HEALTHY",
        "ppI, DEGRADED",
        "ppR, DEGRADED",
        "ppRpR, DEGRADED",
        "ppRR, UNHEALTHY",
        "ppfR, UNHEALTHY",
        "ppRf, UNHEALTHY",
        "ppIIII, DEGRADED",
        "ppIpppp, DEGRADED",
        "ppIppppp, HEALTHY",
        "ppIppppIp, DEGRADED",
        "ppInnnnnnnn, DEGRADED",
        "ppffp, UNHEALTHY",
        "ppffpp, HEALTHY",
        "ppffpfp, UNHEALTHY",
        "ppffpRp, UNHEALTHY",
        "ppffnnnn, UNHEALTHY",
    })
    void shouldJoinChecksAndTraffic(String evidence, HealthState expected) {
        // When
        RegionHealth health = after(evidence);

        // Then
        assertThat(health.state()).isEqualTo(expected);
    }

    @Test
    void shouldRememberWhenTheTroubleBeganAndWhatShowedIt() {
        // When
        RegionHealth health = after("pppfR");

        // Then
        assertThat(health).isEqualTo(new Unhealthy(START.plusSeconds(4), START.plusSeconds(3), Cause.PASSIVE, 0));
    }

    @Test
    void shouldKeepSinceWhileTheStateStays() {
        // When
        RegionHealth health = after("ppfpfp");

        // Then
        assertThat(health.since()).isEqualTo(START.plusSeconds(1));
    }

    @Test
    void shouldCountByItsThresholds() {
        // Given
        HealthThresholds patient = new HealthThresholds(3, 4, 3, 0.5, 0.2, Duration.ZERO);

        // When
        RegionHealth health = after("pp", patient);

        // Then
        assertThat(health.state()).isEqualTo(HealthState.UNKNOWN);
        assertThat(after("ppp", patient).state()).isEqualTo(HealthState.HEALTHY);
        assertThat(after("pppfff", patient).state()).isEqualTo(HealthState.HEALTHY);
        assertThat(after("pppffff", patient).state()).isEqualTo(HealthState.UNHEALTHY);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldNeverChangeItsMindBeforeTheThresholds(long seed) {
        // Given
        Random random = new Random(seed);
        RegionHealth health = RegionHealth.unknown(START);
        int passes = 0;
        int strikes = 0;

        for (int i = 0; i < 10_000; i++) {
            // When
            char letter = "pppfRIn".charAt(random.nextInt(7));
            HealthState before = health.state();
            health = health.after(evidence(letter, START.plusMillis(i * 500L)), THRESHOLDS);
            passes = letter == 'p' ? passes + 1 : letter == 'f' || letter == 'R' ? 0 : passes;
            strikes = letter == 'f' || letter == 'R' ? strikes + 1 : letter == 'p' ? 0 : strikes;

            // Then
            if (health.state() == HealthState.UNHEALTHY && before != HealthState.UNHEALTHY) {
                assertThat(strikes).isGreaterThanOrEqualTo(THRESHOLDS.fall());
            }
            if (health.state() == HealthState.HEALTHY && before != HealthState.HEALTHY) {
                assertThat(passes).isGreaterThanOrEqualTo(THRESHOLDS.rise());
            }
            if (strikes >= THRESHOLDS.fall()) {
                assertThat(health.state()).isEqualTo(HealthState.UNHEALTHY);
            }
            if (before == HealthState.UNHEALTHY) {
                assertThat(health.state()).isIn(HealthState.UNHEALTHY, HealthState.HEALTHY);
            }
        }
    }

    @Test
    void shouldNotLetOneGatewayAloneBringDownARegionThatAnswersChecks() {
        // Given
        RegionHealth health = new Healthy(START, Strikes.NONE);

        for (int second = 1; second < 100; second++) {
            // When
            Instant at = START.plusSeconds(second);
            health = health.after(evidence('R', at), THRESHOLDS)
                    .after(evidence('p', at.plusMillis(300)), THRESHOLDS)
                    .after(evidence('p', at.plusMillis(800)), THRESHOLDS);

            // Then
            assertThat(health.state()).isEqualTo(HealthState.DEGRADED);
        }
    }

    @Test
    void shouldRefuseThresholdsThatMakeNoSense() {
        assertThatThrownBy(() -> new HealthThresholds(0, 2, 3, 0.5, 0.2, Duration.ZERO))
                .hasMessageContaining("rise");
        assertThatThrownBy(() -> new HealthThresholds(2, 0, 3, 0.5, 0.2, Duration.ZERO))
                .hasMessageContaining("fall");
        assertThatThrownBy(() -> new HealthThresholds(2, 2, 0, 0.5, 0.2, Duration.ZERO))
                .hasMessageContaining("minimumRequests");
        assertThatThrownBy(() -> new HealthThresholds(2, 2, 3, 0, 0.2, Duration.ZERO))
                .hasMessageContaining("failingShare");
        assertThatThrownBy(() -> new HealthThresholds(2, 2, 3, 0.5, 0.6, Duration.ZERO))
                .hasMessageContaining("impairedShare");
        assertThatThrownBy(() -> new HealthThresholds(2, 2, 3, 0.5, 0.2, Duration.ofSeconds(-1)))
                .hasMessageContaining("settle");
    }

    @Test
    void shouldRefuseTrafficThatMakesNoSense() {
        assertThatThrownBy(() -> new Traffic(START, "g", 1, 1, 1, 0)).hasMessageContaining("more failures");
        assertThatThrownBy(() -> new Traffic(START, "g", -1, 0, 0, 0)).hasMessageContaining("negative");
    }

    private static RegionHealth after(String letters) {
        return after(letters, THRESHOLDS);
    }

    private static RegionHealth after(String letters, HealthThresholds thresholds) {
        RegionHealth health = RegionHealth.unknown(START);
        for (int i = 0; i < letters.length(); i++) {
            health = health.after(evidence(letters.charAt(i), START.plusSeconds(i)), thresholds);
        }
        return health;
    }

    private static Evidence evidence(char letter, Instant at) {
        return switch (letter) {
            case 'p' -> new CheckPassed(at, Duration.ofMillis(3));
            case 'f' -> new CheckFailed(at, "connection refused");
            case 'R' -> new Traffic(at, "gateway", 10, 0, 4, 1);
            case 'I' -> new Traffic(at, "gateway", 10, 2, 0, 0);
            case 'n' -> new Traffic(at, "gateway", 10, 1, 0, 0);
            case 'r' -> new Traffic(at, "gateway", 2, 0, 2, 0);
            default -> throw new IllegalArgumentException("no evidence is called " + letter);
        };
    }
}
