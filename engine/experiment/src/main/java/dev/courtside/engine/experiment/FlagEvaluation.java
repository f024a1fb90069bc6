package dev.courtside.engine.experiment;

import com.fasterxml.jackson.databind.JsonNode;

/** What one unit gets from one flag. */
public sealed interface FlagEvaluation {

    /** The value was decided here: by targeting or by the flag's default variant. */
    record Resolved(String variant, JsonNode value, FlagReason reason) implements FlagEvaluation {}

    /** The client's code default counts: the flag is disabled or has no default variant. */
    record CodeDefault(FlagReason reason) implements FlagEvaluation {}

    /** The rule failed, or named a variant that the flag lacks: the client's code default counts. */
    record Failed(String detail) implements FlagEvaluation {}
}
