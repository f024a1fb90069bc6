package dev.courtside.engine.region;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The name of a {@link RegionHealth} on the wire and in the database. */
public enum HealthState {
    /** Not checked often enough to say anything. */
    UNKNOWN,
    /** Answers. */
    HEALTHY,
    /** Answers, but the last checks or the traffic show failures. */
    DEGRADED,
    /** Does not answer. */
    UNHEALTHY;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The state of that wire name, or null where there is none. */
    public static @Nullable HealthState find(String wireName) {
        for (HealthState state : values()) {
            if (state.wireName().equals(wireName)) {
                return state;
            }
        }
        return null;
    }

    /** What a newer publisher says that this version does not know counts as unknown. */
    @JsonCreator
    static HealthState read(String wireName) {
        HealthState found = find(wireName);
        return found == null ? UNKNOWN : found;
    }
}
