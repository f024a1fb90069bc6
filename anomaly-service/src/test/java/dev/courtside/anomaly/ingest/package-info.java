@NullMarked
package dev.courtside.anomaly.ingest;

import org.jspecify.annotations.NullMarked;
