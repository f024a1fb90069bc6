package dev.courtside.experiment.design;

import org.jspecify.annotations.Nullable;

/**
 * How an experiment ends; the body may be left out.
 *
 * @param winner the variant that won, null if none did
 */
public record StopRequest(@Nullable String winner) {}
