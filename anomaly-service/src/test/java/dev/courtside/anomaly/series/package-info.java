@NullMarked
package dev.courtside.anomaly.series;

import org.jspecify.annotations.NullMarked;
