package dev.courtside.region.event;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What can happen to a deployment. */
public enum EventType {
    /** Another region serves. */
    FAILOVER,
    /** Another region should serve, but the move waits. */
    FAILOVER_HELD,
    /** The verdict on a region changed. */
    HEALTH_CHANGED,
    /** A person took new traffic away from a region. */
    DRAIN,
    /** A person let a region serve again. */
    ACTIVATE,
    /** A person took a region out to work on it. */
    MAINTENANCE,
    /** A person put their verdict in the place of the controller's. */
    OVERRIDE,
    /** That verdict's time is over. */
    OVERRIDE_ENDED;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static EventType ofWireName(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
