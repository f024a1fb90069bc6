package dev.courtside.kit.lease;

import dev.courtside.kit.database.Database;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * A row of the {@code lease} table.
 *
 * <p>Two clocks keep it safe. Whether others may take the row is decided by the database's clock alone. Whether the
 * holder still acts is decided by its own monotonic clock: from the moment <em>before</em> the renewal was sent, for the
 * TTL less a margin. An answer that was long under way therefore extends nothing, and the holder stops before the row can
 * expire. What slips through between this check and the commit is caught by {@link #fence}.
 */
final class RowLease implements Lease {
    private static final Logger LOG = Logger.getLogger(RowLease.class);

    private static final String ACQUIRE = """
            insert into lease (name, holder, epoch, expires_at)
            values ($1, $2, 1, clock_timestamp() + $3 * interval '1 millisecond')
            on conflict (name) do update
              set epoch = case when lease.holder = excluded.holder and lease.expires_at > clock_timestamp()
                               then lease.epoch else lease.epoch + 1 end,
                  holder = excluded.holder,
                  expires_at = excluded.expires_at
              where lease.holder = excluded.holder or lease.expires_at <= clock_timestamp()
            returning epoch
            """;
    private static final String FENCE =
            "select 1 from lease where name = $1 and holder = $2 and epoch = $3 and expires_at > clock_timestamp() for share";
    /** Kept with its epoch, so that the next holder's is higher. */
    private static final String RELEASE =
            "update lease set expires_at = clock_timestamp() where name = $1 and holder = $2 and epoch = $3";

    private final Database database;
    private final String name;
    private final String holder;
    private final long ttlMillis;
    private final long safeNanos;
    private final List<Runnable> onAcquired = new CopyOnWriteArrayList<>();
    private final AtomicBoolean renewing = new AtomicBoolean();
    private volatile State state = new State(0, System.nanoTime(), false);
    private volatile boolean released;

    private record State(long epoch, long heldUntilNanos, boolean acquired) {}

    RowLease(Database database, String name, String holder, Duration ttl) {
        if (ttl.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("lease '" + name + "': a TTL under a second cannot be kept: " + ttl);
        }
        this.database = database;
        this.name = name;
        this.holder = holder;
        this.ttlMillis = ttl.toMillis();
        this.safeNanos = ttl.minus(ttl.dividedBy(5)).toNanos();
    }

    String name() {
        return name;
    }

    @Override
    public boolean held() {
        State now = state;
        return now.acquired && now.heldUntilNanos - System.nanoTime() > 0;
    }

    @Override
    public long epoch() {
        return state.epoch;
    }

    @Override
    public void onAcquired(Runnable action) {
        onAcquired.add(action);
        if (held()) {
            action.run();
        }
    }

    Uni<Void> renew() {
        if (released || !renewing.compareAndSet(false, true)) {
            return Uni.createFrom().voidItem(); // an attempt that hangs must not pile up others
        }
        long sentAt = System.nanoTime();
        return database.withConnection(
                        connection -> connection.preparedQuery(ACQUIRE).execute(Tuple.of(name, holder, ttlMillis)))
                .invoke(rows -> {
                    if (rows.iterator().hasNext()) {
                        acquired(rows.iterator().next().getLong(0), sentAt);
                    } else {
                        if (state.acquired) {
                            LOG.infof("lease %s was lost after epoch %d", name, state.epoch);
                        }
                        state = new State(state.epoch, sentAt, false);
                    }
                })
                .onTermination()
                .invoke(() -> renewing.set(false))
                .replaceWithVoid();
    }

    private void acquired(long epoch, long sentAt) {
        boolean takeover = epoch != state.epoch || !state.acquired;
        state = new State(epoch, sentAt + safeNanos, true);
        if (takeover) {
            LOG.infof("lease %s is held in epoch %d", name, epoch);
            onAcquired.forEach(Runnable::run);
        }
    }

    @Override
    public Uni<Void> fence(SqlConnection transaction) {
        long epoch = state.epoch;
        return transaction
                .preparedQuery(FENCE)
                .execute(Tuple.of(name, holder, epoch))
                .invoke(rows -> {
                    if (rows.size() == 0) {
                        throw new LeaseLostException(name, epoch);
                    }
                })
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> release() {
        State last = state;
        released = true;
        state = new State(last.epoch, System.nanoTime(), false);
        if (!last.acquired) {
            return Uni.createFrom().voidItem();
        }
        return database.withConnection(
                        connection -> connection.preparedQuery(RELEASE).execute(Tuple.of(name, holder, last.epoch)))
                .replaceWithVoid();
    }
}
