package dev.courtside.engine.experiment;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The name of an experiment's state; {@link ExperimentState} has the states themselves and their transitions. */
public enum ExperimentStatus {
    /** Being written: assigns nobody. */
    @JsonProperty("draft")
    DRAFT,
    /** Assigns and enrols. */
    @JsonProperty("running")
    RUNNING,
    /** Serves its control to everybody and enrols nobody. */
    @JsonProperty("paused")
    PAUSED,
    /** Ended, with a winner or without: assigns nobody. */
    @JsonProperty("decided")
    DECIDED,
    /** Kept to be read. */
    @JsonProperty("archived")
    ARCHIVED;

    /** The name on the wire: {@code draft}, {@code running} … */
    public String wireName() {
        return switch (this) {
            case DRAFT -> "draft";
            case RUNNING -> "running";
            case PAUSED -> "paused";
            case DECIDED -> "decided";
            case ARCHIVED -> "archived";
        };
    }
}
