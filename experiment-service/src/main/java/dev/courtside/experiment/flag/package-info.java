/** Feature flags: stored, changed and asked for. */
@NullMarked
package dev.courtside.experiment.flag;

import org.jspecify.annotations.NullMarked;
