package dev.courtside.experiment.flag;

import org.jspecify.annotations.Nullable;

/**
 * Switches a flag.
 *
 * @param enabled true for on
 */
public record ToggleRequest(@Nullable Boolean enabled) {}
