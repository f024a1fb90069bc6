package dev.courtside.kit.peer;

import java.util.Locale;

/** The services that call one another. */
public enum Peer {
    GATEWAY,
    ANOMALY,
    EXPERIMENT,
    REGION;

    /** Its name in configuration: {@code courtside.peers.<name>}. */
    public String configName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
