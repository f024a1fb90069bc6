@NullMarked
package dev.courtside.experiment.metric;

import org.jspecify.annotations.NullMarked;
