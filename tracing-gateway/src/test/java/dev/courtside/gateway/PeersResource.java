package dev.courtside.gateway;

import dev.courtside.testkit.HttpPeer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Real HTTP servers in the place of the three other services; each test class that uses it says what they answer. */
public class PeersResource implements QuarkusTestResourceLifecycleManager {
    private static @Nullable HttpPeer experiment;
    private static @Nullable HttpPeer anomaly;
    private static @Nullable HttpPeer region;

    @Override
    public Map<String, String> start() {
        experiment = HttpPeer.start();
        anomaly = HttpPeer.start();
        region = HttpPeer.start();
        return Map.of(
                "courtside.peers.experiment", experiment.uri().toString(),
                "courtside.peers.anomaly", anomaly.uri().toString(),
                "courtside.peers.region", region.uri().toString());
    }

    @Override
    public void stop() {
        experiment().close();
        anomaly().close();
        region().close();
    }

    public static HttpPeer experiment() {
        return Objects.requireNonNull(experiment);
    }

    public static HttpPeer anomaly() {
        return Objects.requireNonNull(anomaly);
    }

    public static HttpPeer region() {
        return Objects.requireNonNull(region);
    }
}
