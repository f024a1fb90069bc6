package dev.courtside.experiment.assignment;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a unit's variant.
 *
 * @param unit the user or other thing
 * @param context what targeting may look at; empty if left out
 */
public record AssignmentRequest(
        @Nullable String unit, @Nullable Map<String, Object> context) {}
