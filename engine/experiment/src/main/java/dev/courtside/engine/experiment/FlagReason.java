package dev.courtside.engine.experiment;

/** Why a flag has its value, in OpenFeature's words. */
public enum FlagReason {
    /** There is no rule. */
    STATIC,
    /** The rule named the variant. */
    TARGETING_MATCH,
    /** The rule named none, or there is no default variant. */
    DEFAULT,
    /** The flag is off. */
    DISABLED,
    /** The evaluation failed. */
    ERROR
}
