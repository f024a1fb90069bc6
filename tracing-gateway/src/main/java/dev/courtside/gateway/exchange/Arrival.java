package dev.courtside.gateway.exchange;

import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;

/**
 * A request of the data plane whose head has arrived.
 *
 * @param request paused until its body is wanted
 * @param destination where its path leads
 * @param start by the wall clock
 * @param startNanos the same moment by {@link System#nanoTime()}
 */
public record Arrival(HttpServerRequest request, Destination destination, Instant start, long startNanos) {
    public Operation operation() {
        return destination.operation();
    }

    /** How long ago it arrived. */
    public long elapsedNanos() {
        return System.nanoTime() - startNanos;
    }
}
