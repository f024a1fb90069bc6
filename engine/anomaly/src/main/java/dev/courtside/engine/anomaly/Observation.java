package dev.courtside.engine.anomaly;

/** What became of one point that was offered to a series. */
public sealed interface Observation {

    /**
     * The point was judged by the ones before it and then learnt.
     *
     * @param announce true if people should hear of it: it is anomalous, and the series was not, or was less severely so,
     *     a moment ago
     */
    record Judged(Verdict verdict, boolean announce) implements Observation {}

    /**
     * The point is older than the newest known one. It was learnt at its place in time, but not judged: the baseline
     * already knows its future.
     */
    record Late() implements Observation {}

    /** A point of the same time is known. Nothing changed. */
    record Duplicate() implements Observation {}

    /** The point is older than the window. Nothing changed. */
    record TooLate() implements Observation {}
}
