package dev.courtside.kit.lease;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

/** One contender's view of a lease. */
public interface Lease {

    /** Whether this process may decide now, by its own monotonic clock and on the safe side. */
    boolean held();

    /** The epoch of the last successful acquisition; 0 before the first. Grows with every takeover. */
    long epoch();

    /**
     * Locks the lease's row {@code FOR SHARE} in the deciding transaction, so that no other can take the lease over
     * before it commits.
     *
     * @return fails with {@link LeaseLostException} where this process is no longer the holder
     */
    Uni<Void> fence(SqlConnection transaction);

    /** Runs when the lease was acquired in a new epoch, on an event loop. */
    void onAcquired(Runnable action);

    /** Gives the lease up, so that another can take it at once. */
    Uni<Void> release();
}
