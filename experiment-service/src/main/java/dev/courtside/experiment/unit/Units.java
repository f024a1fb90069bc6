package dev.courtside.experiment.unit;

import org.jspecify.annotations.Nullable;

/** What names a unit: a text that is not blank, of at most {@value #LONGEST} characters. */
public final class Units {
    private static final int LONGEST = 256;

    private Units() {}

    /** What is wrong with a unit's name, or null if nothing is. */
    public static @Nullable String fault(@Nullable String unit) {
        if (unit == null || unit.isBlank()) {
            return "must not be empty";
        }
        return unit.length() > LONGEST ? "must have at most " + LONGEST + " characters" : null;
    }
}
