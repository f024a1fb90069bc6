package dev.courtside.experiment.flag;

import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * Switches a flag.
 *
 * @param enabled true for on
 */
public record ToggleRequest(@NotNull @Nullable Boolean enabled) {}
