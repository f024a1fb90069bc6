package dev.courtside.anomaly.series;

import java.time.Instant;

/**
 * A series as it is kept in Postgres.
 *
 * @param state the engine's checkpoint; never modified
 */
@SuppressWarnings("ArrayRecordComponent") // written and read once, never compared
record SeriesCheckpoint(String id, SeriesKey key, Instant lastAt, double lastValue, byte[] state) {}
