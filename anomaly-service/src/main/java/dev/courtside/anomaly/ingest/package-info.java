/** Points in: JSON and NDJSON batches. */
@NullMarked
package dev.courtside.anomaly.ingest;

import org.jspecify.annotations.NullMarked;
