/** Names on the wire, and bounds on what becomes a label. */
@NullMarked
package dev.courtside.kit.telemetry;

import org.jspecify.annotations.NullMarked;
