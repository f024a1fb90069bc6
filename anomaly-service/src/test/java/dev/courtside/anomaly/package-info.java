@NullMarked
package dev.courtside.anomaly;

import org.jspecify.annotations.NullMarked;
