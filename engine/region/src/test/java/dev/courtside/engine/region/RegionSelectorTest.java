package dev.courtside.engine.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegionSelectorTest {
    private static final Instant SINCE = Instant.parse("2026-01-01T00:00:00.250Z");

    /** Three regions a, b, c by priority, each STATUS/STATE; which are ejected; the order as letters. */
    @ParameterizedTest(name = "active {0} of {1}, ejected {2} → {3}")
    @CsvSource({
        "a, ACTIVE/HEALTHY INACTIVE/HEALTHY INACTIVE/HEALTHY, '', abc",
        "b, ACTIVE/HEALTHY INACTIVE/HEALTHY INACTIVE/HEALTHY, '', bac",
        "a, ACTIVE/HEALTHY INACTIVE/DEGRADED INACTIVE/HEALTHY, '', acb",
        "a, ACTIVE/HEALTHY INACTIVE/UNKNOWN INACTIVE/DEGRADED, '', acb",
        "a, ACTIVE/HEALTHY INACTIVE/UNHEALTHY INACTIVE/HEALTHY, '', ac",
        "a, ACTIVE/UNHEALTHY INACTIVE/HEALTHY INACTIVE/HEALTHY, '', abc",
        "a, ACTIVE/HEALTHY DRAINING/HEALTHY MAINTENANCE/HEALTHY, '', a",
        "a, DRAINING/HEALTHY INACTIVE/HEALTHY INACTIVE/HEALTHY, '', bc",
        "a, ACTIVE/HEALTHY INACTIVE/HEALTHY INACTIVE/HEALTHY, a, bc",
        "a, ACTIVE/HEALTHY INACTIVE/HEALTHY INACTIVE/HEALTHY, ab, c",
        "a, ACTIVE/HEALTHY INACTIVE/HEALTHY INACTIVE/HEALTHY, abc, abc",
        "a, ACTIVE/HEALTHY INACTIVE/UNHEALTHY MAINTENANCE/HEALTHY, a, ab",
        "a, DRAINING/HEALTHY DRAINING/HEALTHY MAINTENANCE/HEALTHY, '', ''",
        "-, ACTIVE/UNHEALTHY INACTIVE/HEALTHY INACTIVE/HEALTHY, '', bc",
    })
    void shouldOrderWhatARequestTries(String active, String regions, String ejected, String expected) {
        // Given
        Deployment deployment = deployment(true, active.equals("-") ? null : active, regions);

        // When
        List<RegionTarget> order = RegionSelector.order(deployment, ejected::contains);

        // Then
        assertThat(String.join("", order.stream().map(RegionTarget::name).toList()))
                .isEqualTo(expected);
    }

    @Test
    void shouldLeaveTheTrafficWhereItIsWhenOnlyPeopleMoveIt() {
        // Given
        Deployment deployment = deployment(false, "a", "ACTIVE/HEALTHY INACTIVE/HEALTHY INACTIVE/HEALTHY");

        // When / Then
        assertThat(RegionSelector.order(deployment, LocalEvidence.NONE))
                .containsExactly(new RegionTarget("a", URI.create("https://a.example.com")));
        assertThat(RegionSelector.order(deployment, Set.of("a")::contains))
                .extracting(RegionTarget::name)
                .containsExactly("a");
    }

    @Test
    void shouldReadWhatItWrites() {
        // Given
        RegionSnapshot snapshot = new RegionSnapshot(
                List.of(deployment(true, null, "ACTIVE/HEALTHY DRAINING/UNKNOWN MAINTENANCE/DEGRADED")));

        // When
        RegionSnapshot read = RegionSnapshot.parse(snapshot.toJson());

        // Then
        assertThat(read).isEqualTo(snapshot);
        assertThat(read.deployment("d")).isPresent();
        assertThat(read.deployment("e")).isEmpty();
    }

    @Test
    void shouldReadASnapshotOfANewerVersion() {
        // When
        RegionSnapshot read = RegionSnapshot.parse("""
                {"future":1,"deployments":[{"id":"d","name":"D","strategy":"nearest","autoFailover":true,"primaryRegion":"a",
                "activeRegion":"a","epoch":4,"weights":{},"regions":[{"name":"a","priority":1,"status":"hibernating",
                "endpointUrl":"https://a.example.com","state":"tired","since":"2026-01-01T00:00:00Z","weight":3}]}]}""".getBytes(StandardCharsets.UTF_8));

        // Then
        Region region = read.deployments().getFirst().regions().getFirst();
        assertThat(region.status()).isEqualTo(RegionStatus.MAINTENANCE);
        assertThat(region.state()).isEqualTo(HealthState.UNKNOWN);
    }

    @Test
    void shouldRefuseWhatIsNoSnapshot() {
        assertThatThrownBy(() -> RegionSnapshot.parse("[]".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> deployment(true, "z", "ACTIVE/HEALTHY")).hasMessageContaining("'z'");
        assertThat(RegionSnapshot.parse("{}".getBytes(StandardCharsets.UTF_8))).isEqualTo(RegionSnapshot.EMPTY);
    }

    private static Deployment deployment(boolean automatic, @Nullable String active, String described) {
        List<Region> regions = new ArrayList<>();
        for (String each : described.split(" ", -1)) {
            String name = String.valueOf((char) ('a' + regions.size()));
            String[] parts = each.split("/", -1);
            regions.add(new Region(
                    name,
                    regions.size() + 1,
                    RegionStatus.valueOf(parts[0]),
                    URI.create("https://" + name + ".example.com"),
                    HealthState.valueOf(parts[1]),
                    SINCE));
        }
        return new Deployment("d", "D", "active-passive", automatic, "a", active, 1, regions);
    }
}
