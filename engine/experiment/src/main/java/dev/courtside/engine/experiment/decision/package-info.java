/** What the outcomes of an experiment permit to conclude, as a value with its reasons in words. */
@NullMarked
package dev.courtside.engine.experiment.decision;

import org.jspecify.annotations.NullMarked;
