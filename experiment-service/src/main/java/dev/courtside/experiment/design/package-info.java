/** Experiments: what is compared, for whom, and their life cycle. */
@NullMarked
package dev.courtside.experiment.design;

import org.jspecify.annotations.NullMarked;
