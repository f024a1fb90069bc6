package dev.courtside.engine.region;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What people want of a region; what is seen of it is its {@link HealthState}. */
public enum RegionStatus {
    /** May serve, and was meant to from the start. */
    ACTIVE,
    /** Stands by, and may be failed over to. */
    INACTIVE,
    /** Gets no new traffic; what runs may finish. */
    DRAINING,
    /** Is worked on: gets no traffic, and its health decides nothing. */
    MAINTENANCE;

    /** Whether a region of this status may be given new traffic. */
    public boolean mayServe() {
        return switch (this) {
            case ACTIVE, INACTIVE -> true;
            case DRAINING, MAINTENANCE -> false;
        };
    }

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The status of that wire name, or null where there is none. */
    public static @Nullable RegionStatus find(String wireName) {
        for (RegionStatus status : values()) {
            if (status.wireName().equals(wireName)) {
                return status;
            }
        }
        return null;
    }

    /** What a newer publisher says that this version does not know is read as "give it no traffic". */
    @JsonCreator
    static RegionStatus read(String wireName) {
        RegionStatus found = find(wireName);
        return found == null ? MAINTENANCE : found;
    }
}
