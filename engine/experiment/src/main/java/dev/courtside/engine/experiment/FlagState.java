package dev.courtside.engine.experiment;

/** Whether a flag is evaluated at all. */
public enum FlagState {
    /** Evaluated. */
    ENABLED,
    /** Not evaluated: clients use the default of their code. */
    DISABLED
}
