@NullMarked
package dev.courtside.engine.experiment.statistics;

import org.jspecify.annotations.NullMarked;
