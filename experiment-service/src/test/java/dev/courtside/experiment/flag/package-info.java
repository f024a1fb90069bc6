@NullMarked
package dev.courtside.experiment.flag;

import org.jspecify.annotations.NullMarked;
