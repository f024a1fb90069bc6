/** Spans and metrics of the data path; every name on the wire stands here. */
@NullMarked
package dev.courtside.gateway.telemetry;

import org.jspecify.annotations.NullMarked;
