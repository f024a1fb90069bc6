package dev.courtside.local.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PortsTest {
    private static final List<String> REGIONS = List.of("us-east-1", "us-west-2");
    private static final List<String> NAMES = List.of(
            "gateway",
            "anomaly",
            "experiment",
            "region",
            "gateway-management",
            "anomaly-management",
            "experiment-management",
            "region-management",
            "traces",
            "postgres",
            "demo-us-east-1",
            "demo-us-west-2");

    @Test
    void shouldGiveEachAFreePortOfItsOwn() {
        // When
        Ports ports = Ports.choose(free(), REGIONS, true);

        // Then
        Set<Integer> distinct = new HashSet<>();
        NAMES.forEach(name -> distinct.add(ports.of(name)));
        assertThat(distinct).hasSameSizeAs(NAMES).doesNotContain(0);
    }

    @Test
    void shouldSayWhichPortIsTakenWhoNeedsItAndWhatChangesIt() throws IOException {
        // Given
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Map<String, String> environment = free();
            environment.put("COURTSIDE_GATEWAY_MANAGEMENT_PORT", Integer.toString(taken.getLocalPort()));

            // When
            LaunchException refused =
                    catchThrowableOfType(LaunchException.class, () -> Ports.choose(environment, REGIONS, true));

            // Then
            assertThat(refused)
                    .hasMessageContaining("port " + taken.getLocalPort() + " is taken")
                    .hasMessageContaining("gateway-management")
                    .hasMessageContaining("COURTSIDE_GATEWAY_MANAGEMENT_PORT");
            assertThat(refused.exitCode()).isEqualTo(3);
        }
    }

    @Test
    void shouldRefuseWhatIsNoPort() {
        for (String wrong : List.of("http", "-1", "65536")) {
            // Given
            Map<String, String> environment = free();
            environment.put("COURTSIDE_REGION_PORT", wrong);

            // When
            LaunchException refused =
                    catchThrowableOfType(LaunchException.class, () -> Ports.choose(environment, REGIONS, true));

            // Then
            assertThat(refused).hasMessageContaining("COURTSIDE_REGION_PORT").hasMessageContaining(wrong);
            assertThat(refused.exitCode()).isEqualTo(2);
        }
    }

    @Test
    void shouldWantAPortForEachRegion() {
        // Given
        Map<String, String> environment = free();
        environment.put("COURTSIDE_DEMO_PORTS", "0");

        // When
        LaunchException refused =
                catchThrowableOfType(LaunchException.class, () -> Ports.choose(environment, REGIONS, true));

        // Then
        assertThat(refused).hasMessageContaining("COURTSIDE_DEMO_PORTS").hasMessageContaining("2 ports");
    }

    static Map<String, String> free() {
        Map<String, String> environment = new HashMap<>();
        for (String service : List.of("GATEWAY", "ANOMALY", "EXPERIMENT", "REGION")) {
            environment.put("COURTSIDE_" + service + "_PORT", "0");
            environment.put("COURTSIDE_" + service + "_MANAGEMENT_PORT", "0");
        }
        environment.put("COURTSIDE_TRACES_PORT", "0");
        environment.put("COURTSIDE_POSTGRES_PORT", "0");
        environment.put("COURTSIDE_DEMO_PORTS", "0,0");
        return environment;
    }
}
