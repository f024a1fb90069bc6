/** Questions about values that are not stored: single values and whole files. */
@NullMarked
package dev.courtside.anomaly.detection;

import org.jspecify.annotations.NullMarked;
