package dev.courtside.anomaly.finding;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.Map;

/** A webhook on a free port where nobody listens until a test does. */
public class WebhookPortResource implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        try (ServerSocket free = new ServerSocket(0)) {
            return Map.of("courtside.notifications.webhooks", "http://127.0.0.1:" + free.getLocalPort() + "/hook");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void stop() {
        // nothing was started
    }
}
