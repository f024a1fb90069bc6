@NullMarked
package dev.courtside.anomaly.detection;

import org.jspecify.annotations.NullMarked;
