package dev.courtside.engine.experiment;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What keeps a unit in its variant. */
public enum Stickiness {
    /** The hash alone: evaluated locally; a reweight moves the fewest units. */
    @JsonProperty("hash")
    HASH,
    /** The first assignment is stored by experiment-service and holds whatever the weights become. */
    @JsonProperty("persisted")
    PERSISTED
}
