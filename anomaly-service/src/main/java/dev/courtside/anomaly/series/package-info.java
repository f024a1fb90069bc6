/** The monitored series: their keys, their detectors in memory and the checkpoints of these. */
@NullMarked
package dev.courtside.anomaly.series;

import org.jspecify.annotations.NullMarked;
