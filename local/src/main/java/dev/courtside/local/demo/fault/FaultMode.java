package dev.courtside.local.demo.fault;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a region does wrong. */
public enum FaultMode {
    /** Nothing. */
    NONE,
    /** Takes the request and never answers. */
    HANG,
    /** Answers 503. */
    ERROR,
    /** Answers as usual, but later. */
    SLOW,
    /** Closes the connection without an answer. */
    DROP,
    /** Ends the process at once, without a farewell. */
    KILL;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<FaultMode> of(String wireName) {
        return Arrays.stream(values())
                .filter(mode -> mode.wireName().equals(wireName))
                .findFirst();
    }
}
