@NullMarked
package dev.courtside.experiment.outcome;

import org.jspecify.annotations.NullMarked;
