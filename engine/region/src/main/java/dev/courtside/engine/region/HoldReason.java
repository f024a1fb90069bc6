package dev.courtside.engine.region;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why a failover waits. */
public enum HoldReason {
    /** No other region may serve and is known to answer. */
    NO_CANDIDATE,
    /** The only ones that could were left by a failover themselves a short while ago. */
    HELD_DOWN,
    /** Only people move this deployment. */
    MANUAL_ONLY;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The reason of that wire name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static HoldReason ofWireName(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
