package dev.courtside.local.demo.fault;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * The fault that is on, and which calls it hits. Hits are spread evenly instead of drawn: at a rate of 0.1 it is every
 * tenth call, so that a test can count.
 */
@ApplicationScoped
public class FaultSwitch {
    private static final double ROUNDING = 1e-9;

    private Fault fault = Fault.NONE;
    private double owed;
    private long hits;

    public synchronized void set(Fault wanted) {
        fault = wanted;
        owed = 0;
        hits = 0;
    }

    public synchronized Fault get() {
        return fault;
    }

    /** Calls that this fault has hit since it was set. */
    public synchronized long hits() {
        return hits;
    }

    /** The fault for the next call; {@link Fault#NONE} if it is spared. */
    public synchronized Fault next() {
        if (fault.mode() == FaultMode.NONE) {
            return Fault.NONE;
        }
        owed += fault.rate();
        if (owed + ROUNDING < 1) {
            return Fault.NONE;
        }
        owed -= 1;
        hits++;
        return fault;
    }
}
