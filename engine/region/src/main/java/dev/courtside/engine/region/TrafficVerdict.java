package dev.courtside.engine.region;

/** What a window of live traffic says of a region. */
enum TrafficVerdict {
    /** Nothing against it. */
    FINE,
    /** It answers, but too often with failures. */
    IMPAIRED,
    /** It breaks or swallows requests. */
    FAILING
}
