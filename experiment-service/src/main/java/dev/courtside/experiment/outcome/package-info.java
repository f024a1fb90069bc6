/** Exposures and metric values as they come in: taken once, summed at once. */
@NullMarked
package dev.courtside.experiment.outcome;

import org.jspecify.annotations.NullMarked;
