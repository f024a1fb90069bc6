package dev.courtside.anomaly.series;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What makes a series: the name of its metric and its labels, in whatever order they came.
 *
 * @param labels sorted by name, unmodifiable
 */
public record SeriesKey(String metric, SortedMap<String, String> labels) {
    public static final int MAX_LABELS = 16;
    public static final int MAX_METRIC_LENGTH = 200;
    public static final int MAX_LABEL_NAME_LENGTH = 64;
    public static final int MAX_LABEL_VALUE_LENGTH = 256;

    private static final Pattern METRIC = Pattern.compile("[A-Za-z_][A-Za-z0-9_.:/-]*");
    private static final Pattern LABEL = Pattern.compile("[A-Za-z_][A-Za-z0-9_.]*");
    private static final int ID_BYTES = 12;

    public SeriesKey {
        requireMetric(metric);
        if (labels.size() > MAX_LABELS) {
            throw new InvalidFieldException("labels", labels.size() + " labels are too many: at most " + MAX_LABELS);
        }
        labels.forEach(SeriesKey::requireLabel);
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    }

    /**
     * The key of a metric and its labels.
     *
     * @throws InvalidFieldException if a name or value is too long or has characters it may not have
     */
    public static SeriesKey of(String metric, Map<String, String> labels) {
        for (Map.Entry<String, String> label : labels.entrySet()) {
            if (label.getKey() == null || label.getValue() == null) {
                throw new InvalidFieldException("labels", "labels need a name and a value");
            }
        }
        return new SeriesKey(metric, new TreeMap<>(labels));
    }

    /** 24 hexadecimal digits that follow from the key alone, so that every process knows a series by the same id. */
    public String id() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(metric.getBytes(StandardCharsets.UTF_8));
            labels.forEach((name, value) -> {
                // Neither byte occurs in UTF-8 text, so no two keys are written alike.
                digest.update((byte) 0xFE);
                digest.update(name.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0xFF);
                digest.update(value.getBytes(StandardCharsets.UTF_8));
            });
            return HexFormat.of().formatHex(digest.digest(), 0, ID_BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    private static void requireMetric(String metric) {
        if (metric.length() > MAX_METRIC_LENGTH) {
            throw new InvalidFieldException(
                    "metric", "a name of " + metric.length() + " characters: at most " + MAX_METRIC_LENGTH);
        }
        if (!METRIC.matcher(metric).matches()) {
            throw new InvalidFieldException(
                    "metric", "a name starts with a letter or _ and goes on with letters, digits, and _ . : / -");
        }
    }

    private static void requireLabel(String name, String value) {
        if (name.length() > MAX_LABEL_NAME_LENGTH || !LABEL.matcher(name).matches()) {
            throw new InvalidFieldException(
                    "labels",
                    "a label name is letters, digits, _ and . and has at most " + MAX_LABEL_NAME_LENGTH
                            + " characters");
        }
        if (value.length() > MAX_LABEL_VALUE_LENGTH || value.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidFieldException(
                    "labels." + name,
                    "a label value has at most " + MAX_LABEL_VALUE_LENGTH + " characters and no control characters");
        }
    }
}
