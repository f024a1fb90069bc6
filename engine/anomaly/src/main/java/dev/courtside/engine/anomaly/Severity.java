package dev.courtside.engine.anomaly;

import java.util.Locale;

/**
 * How far past its threshold a score is. The steps are ratios of score to threshold, so they mean the same for every
 * method: with the usual 3σ, {@code LOW} starts at 3σ, {@code MEDIUM} at 4.5σ, {@code HIGH} at 6σ and {@code CRITICAL}
 * at 9σ.
 */
public enum Severity {
    /** Past the threshold. */
    LOW(1.0),
    /** At one and a half times the threshold. */
    MEDIUM(1.5),
    /** At twice the threshold. */
    HIGH(2.0),
    /** At three times the threshold. */
    CRITICAL(3.0);

    private final double ratio;

    Severity(double ratio) {
        this.ratio = ratio;
    }

    /**
     * The severity of a score that reached its threshold.
     *
     * @param ratio score divided by threshold, at least 1
     */
    static Severity ofRatio(double ratio) {
        Severity severity = LOW;
        for (Severity candidate : values()) {
            if (ratio >= candidate.ratio) {
                severity = candidate;
            }
        }
        return severity;
    }

    /**
     * The severity of a name.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public static Severity of(String name) {
        for (Severity severity : values()) {
            if (severity.wireName().equals(name.toLowerCase(Locale.ROOT))) {
                return severity;
            }
        }
        throw new IllegalArgumentException("unknown severity '" + name + "': one of low, medium, high, critical");
    }

    /** The name in JSON and in metric labels. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
