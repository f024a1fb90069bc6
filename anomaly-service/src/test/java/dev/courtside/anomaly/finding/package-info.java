@NullMarked
package dev.courtside.anomaly.finding;

import org.jspecify.annotations.NullMarked;
