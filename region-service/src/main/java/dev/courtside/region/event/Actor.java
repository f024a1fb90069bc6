package dev.courtside.region.event;

import org.jspecify.annotations.Nullable;

/**
 * Who decided.
 *
 * @param name the id of a token, or {@link #CONTROLLER}
 * @param traceId of the request or of the decision; null where nothing is traced
 */
public record Actor(String name, @Nullable String traceId) {
    /** The name of the service's own decisions. */
    public static final String CONTROLLER = "region-controller";
}
