package dev.courtside.local.demo;

import dev.courtside.local.trace.TraceServer;
import dev.courtside.local.trace.TraceStore;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A real trace store that the region under test exports to. */
public class TraceStoreResource implements QuarkusTestResourceLifecycleManager {
    static final String URL = "courtside.test.traces";

    private @Nullable TraceServer server;

    @Override
    public Map<String, String> start() {
        try {
            TraceServer started = new TraceServer(new TraceStore(), 0);
            server = started;
            String url = "http://127.0.0.1:" + started.port();
            return Map.of("quarkus.otel.exporter.otlp.endpoint", url, URL, url);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        if (server != null) {
            server.close();
        }
    }
}
