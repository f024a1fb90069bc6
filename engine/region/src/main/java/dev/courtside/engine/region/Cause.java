package dev.courtside.engine.region;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What made a region's health or a deployment's active region change. */
public enum Cause {
    /** A person said so. */
    MANUAL,
    /** The service asked the region, and what it answered or did not. */
    ACTIVE_CHECK,
    /** What gateways' live traffic met. */
    PASSIVE;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The cause of that wire name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Cause ofWireName(String wireName) {
        for (Cause cause : values()) {
            if (cause.wireName().equals(wireName)) {
                return cause;
            }
        }
        throw new IllegalArgumentException("cause '" + wireName + "' is none of manual, active-check, passive");
    }
}
