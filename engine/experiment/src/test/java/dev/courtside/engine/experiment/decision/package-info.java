@NullMarked
package dev.courtside.engine.experiment.decision;

import org.jspecify.annotations.NullMarked;
