package dev.courtside.engine.anomaly;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The detection methods by the names that people and the API use for them. */
public enum Method {
    /** Distance from the mean in standard deviations, see {@link ZScore}. */
    ZSCORE,
    /** Distance from the quartiles in interquartile ranges, see {@link Iqr}. */
    IQR,
    /** Distance from a straight line through the recent past, see {@link Trend}. */
    TREND;

    /**
     * The method of a name.
     *
     * @param name as {@link #wireName()}, any case
     * @throws IllegalArgumentException naming the methods there are
     */
    public static Method of(String name) {
        for (Method method : values()) {
            if (method.wireName().equals(name.toLowerCase(Locale.ROOT))) {
                return method;
            }
        }
        throw new IllegalArgumentException("unknown method '" + name + "': one of " + names());
    }

    /** The name in JSON, in metric labels and on the command line. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static String names() {
        return Arrays.stream(values()).map(Method::wireName).collect(Collectors.joining(", "));
    }
}
