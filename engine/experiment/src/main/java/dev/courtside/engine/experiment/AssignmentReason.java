package dev.courtside.engine.experiment;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Why a unit was, or was not, given a variant. */
public enum AssignmentReason {
    /** By the hash of the unit. */
    @JsonProperty("split")
    SPLIT,
    /** By a stored first assignment. */
    @JsonProperty("sticky")
    STICKY,
    /** An operator asked for this variant; not enrolled. */
    @JsonProperty("forced")
    FORCED,
    /** Targeting leaves the unit out. */
    @JsonProperty("not-targeted")
    NOT_TARGETED,
    /** Targeting could not be evaluated for this unit. */
    @JsonProperty("targeting-error")
    TARGETING_ERROR,
    /** The experiment is paused: its control, not enrolled. */
    @JsonProperty("paused")
    PAUSED,
    /** The experiment is a draft, decided or archived. */
    @JsonProperty("not-running")
    NOT_RUNNING,
    /** A stored assignment could not be asked for: the control, not enrolled. */
    @JsonProperty("unavailable")
    UNAVAILABLE
}
