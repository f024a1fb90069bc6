/** Anomalies that were found: kept, listed, streamed and announced. */
@NullMarked
package dev.courtside.anomaly.finding;

import org.jspecify.annotations.NullMarked;
