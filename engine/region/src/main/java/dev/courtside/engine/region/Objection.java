package dev.courtside.engine.region;

import org.jspecify.annotations.Nullable;

/**
 * What speaks against something that a person asked for.
 *
 * @param rule the name by which a person may override it; null when it can't be overridden
 * @param detail for people
 */
public record Objection(@Nullable String rule, String detail) {
    /** The region that traffic goes to is known to answer. */
    public static final String TARGET_HEALTHY = "target-healthy";

    /** Some region serves afterwards. */
    public static final String SOMEONE_SERVES = "someone-serves";

    static Objection absolute(String detail) {
        return new Objection(null, detail);
    }

    static Objection of(String rule, String detail) {
        return new Objection(rule, detail);
    }
}
