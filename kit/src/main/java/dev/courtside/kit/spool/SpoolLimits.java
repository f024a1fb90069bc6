package dev.courtside.kit.spool;

/**
 * What a spool may hold. Past either limit the oldest entries go, and are counted.
 *
 * @param maxEntries at least 1
 * @param maxBytes of payloads and headers, at least 1
 */
public record SpoolLimits(long maxEntries, long maxBytes) {
    public SpoolLimits {
        if (maxEntries < 1 || maxBytes < 1) {
            throw new IllegalArgumentException(
                    "a spool needs room for something: maxEntries " + maxEntries + ", maxBytes " + maxBytes);
        }
    }
}
