package dev.courtside.local.trace;

/**
 * What a {@link TraceStore} keeps at most; past any limit the oldest trace goes first, and the newest spans of one trace.
 *
 * @param traces        traces
 * @param spansPerTrace spans of one trace; further ones are dropped and counted
 * @param bytes         encoded size of all spans together
 */
public record TraceLimits(int traces, int spansPerTrace, long bytes) {
    /** 5,000 traces, 2,000 spans in each, 64 MiB. */
    public static final TraceLimits DEFAULT = new TraceLimits(5_000, 2_000, 64L << 20);

    public TraceLimits {
        if (traces < 1 || spansPerTrace < 1 || bytes < 1) {
            throw new IllegalArgumentException("trace limits must be positive: " + traces + " traces, " + spansPerTrace
                    + " spans per trace, " + bytes + " bytes");
        }
    }
}
