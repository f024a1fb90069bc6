package dev.courtside.gateway;

import dev.courtside.kit.security.Role;
import dev.courtside.testkit.HttpPeer;
import dev.courtside.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A gateway whose Postgres and peers are dead, but for an experiment-service that says what a test tells it: what the data
 * path needs, the test puts into its tables.
 */
public class DataPathResource implements QuarkusTestResourceLifecycleManager {
    /** The upstream key {@code main}. */
    public static final String UPSTREAM_KEY = "sk-upstream-key";

    private static @Nullable HttpPeer experiment;

    /** Last, over what the resources of other tests set: Quarkus starts those for every class of the module. */
    @Override
    public int order() {
        return 1_000;
    }

    @Override
    public Map<String, String> start() {
        HttpPeer peer = HttpPeer.start();
        experiment = peer;
        try {
            Path keys = Files.createTempDirectory("courtside-keys-");
            Files.writeString(keys.resolve("main"), UPSTREAM_KEY);
            Map<String, String> config = new HashMap<>();
            config.put("courtside.database.url", "postgresql://127.0.0.1:1/nothing");
            config.put("courtside.database.password", "none");
            config.put(
                    "courtside.data-dir",
                    Files.createTempDirectory("courtside-data-path-").toString());
            config.put("courtside.credentials-dir", keys.toString());
            config.put("courtside.security.trusted-tokens", TestTokens.trusted());
            config.put("courtside.security.service-token", TestTokens.secret(Role.OPERATOR));
            config.put("courtside.addresses.allowed", "127.0.0.0/8");
            for (String dead : new String[] {"gateway", "anomaly", "region"}) {
                config.put("courtside.peers." + dead, "http://127.0.0.1:1");
            }
            config.put("courtside.peers.experiment", peer.uri().toString());
            return config;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        experiment().close();
    }

    public static HttpPeer experiment() {
        return Objects.requireNonNull(experiment);
    }
}
