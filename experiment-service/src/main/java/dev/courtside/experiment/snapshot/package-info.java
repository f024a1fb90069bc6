/** Flags and live experiments as the gateway follows them. */
@NullMarked
package dev.courtside.experiment.snapshot;

import org.jspecify.annotations.NullMarked;
