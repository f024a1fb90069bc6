@NullMarked
package dev.courtside.experiment.assignment;

import org.jspecify.annotations.NullMarked;
