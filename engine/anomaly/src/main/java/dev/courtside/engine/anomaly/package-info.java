/**
 * Detectors of unusual values in streams of numbers, as plain Java: no clock, no random source, no look-ahead.
 *
 * <p>{@link dev.courtside.engine.anomaly.SeriesDetector} is the way in: one per series, offered point after point. It
 * joins a {@link dev.courtside.engine.anomaly.Detector}, an immutable method with its settings, with a
 * {@link dev.courtside.engine.anomaly.Baseline}, the bounded and only mutable state.
 */
@NullMarked
package dev.courtside.engine.anomaly;

import org.jspecify.annotations.NullMarked;
