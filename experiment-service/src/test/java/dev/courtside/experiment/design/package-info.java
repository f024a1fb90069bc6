@NullMarked
package dev.courtside.experiment.design;

import org.jspecify.annotations.NullMarked;
