package dev.courtside.kit.lease;

/** The decision came too late: another process holds the lease now, and the transaction must not commit. */
public class LeaseLostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LeaseLostException(String lease, long epoch) {
        super("lease '" + lease + "' is no longer held in epoch " + epoch);
    }
}
