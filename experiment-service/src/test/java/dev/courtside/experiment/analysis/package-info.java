@NullMarked
package dev.courtside.experiment.analysis;

import org.jspecify.annotations.NullMarked;
