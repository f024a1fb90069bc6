package dev.courtside.engine.region;

/** What the process that asks has seen of a deployment's regions itself, more recent than any snapshot. */
@FunctionalInterface
public interface LocalEvidence {
    /** Nothing was seen. */
    LocalEvidence NONE = region -> false;

    /** Whether requests to this region, by name, failed here just now. */
    boolean isEjected(String region);
}
