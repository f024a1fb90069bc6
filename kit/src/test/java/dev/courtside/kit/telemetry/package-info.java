/** Bounded labels. */
@NullMarked
package dev.courtside.kit.telemetry;

import org.jspecify.annotations.NullMarked;
