package dev.courtside.engine.experiment.decision;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What to do with an experiment. */
public enum Verdict {
    /** A treatment is better: give it to everybody. */
    @JsonProperty("ship")
    SHIP,
    /** Every treatment is worse, or harms a guardrail: give everybody the control. */
    @JsonProperty("roll back")
    ROLL_BACK,
    /** Nothing is certain yet. */
    @JsonProperty("keep running")
    KEEP_RUNNING,
    /** The data can't be trusted. */
    @JsonProperty("invalid")
    INVALID
}
