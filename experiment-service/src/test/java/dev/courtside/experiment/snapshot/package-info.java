@NullMarked
package dev.courtside.experiment.snapshot;

import org.jspecify.annotations.NullMarked;
