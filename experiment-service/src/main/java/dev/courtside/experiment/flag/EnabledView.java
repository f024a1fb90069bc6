package dev.courtside.experiment.flag;

import dev.courtside.engine.experiment.FlagReason;

/**
 * Whether a flag is on for a unit.
 *
 * @param reason why, in OpenFeature's words
 */
public record EnabledView(boolean enabled, FlagReason reason) {}
