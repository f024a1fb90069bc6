/**
 * What the outcomes of two arms say, from their sums alone: no outcome is ever scanned. Fixed-horizon, always-valid and
 * Bayesian answers stand side by side over one estimate and its standard error.
 */
@NullMarked
package dev.courtside.engine.experiment.statistics;

import org.jspecify.annotations.NullMarked;
