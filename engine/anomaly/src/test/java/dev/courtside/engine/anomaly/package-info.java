@NullMarked
package dev.courtside.engine.anomaly;

import org.jspecify.annotations.NullMarked;
