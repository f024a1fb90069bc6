package dev.courtside.local.demo.fault;

/**
 * What to do wrong, and how often.
 *
 * @param rate      the share of calls, 0 to 1
 * @param latencyMs how much later a faulty call is answered, failed or dropped; milliseconds
 */
public record Fault(FaultMode mode, double rate, long latencyMs) {
    public static final Fault NONE = new Fault(FaultMode.NONE, 0, 0);
    /** Ten minutes. */
    public static final long MAX_LATENCY_MS = 600_000;

    public Fault {
        if (!(rate >= 0 && rate <= 1)) {
            throw new IllegalArgumentException("rate must be from 0 to 1, not " + rate);
        }
        if (latencyMs < 0 || latencyMs > MAX_LATENCY_MS) {
            throw new IllegalArgumentException("latencyMs must be from 0 to " + MAX_LATENCY_MS + ", not " + latencyMs);
        }
    }
}
