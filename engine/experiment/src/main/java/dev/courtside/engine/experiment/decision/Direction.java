package dev.courtside.engine.experiment.decision;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which way of a metric is better. */
public enum Direction {
    /** More is better. */
    @JsonProperty("increase")
    INCREASE(1),
    /** Less is better. */
    @JsonProperty("decrease")
    DECREASE(-1);

    private final int sign;

    Direction(int sign) {
        this.sign = sign;
    }

    /** A difference as an improvement: above 0 if it is for the better. */
    public double improvement(double difference) {
        return sign * difference;
    }
}
