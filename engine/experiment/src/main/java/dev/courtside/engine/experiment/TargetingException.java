package dev.courtside.engine.experiment;

/** A targeting rule that can't be read, or not be evaluated for this context. */
public final class TargetingException extends RuntimeException {
    private static final long serialVersionUID = 1;

    TargetingException(String message) {
        super(message);
    }

    TargetingException(String message, Throwable cause) {
        super(message, cause);
    }
}
