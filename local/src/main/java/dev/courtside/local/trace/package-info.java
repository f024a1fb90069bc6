/** A small trace store: OTLP/HTTP in, the Jaeger query API out, in memory only. */
@NullMarked
package dev.courtside.local.trace;

import org.jspecify.annotations.NullMarked;
