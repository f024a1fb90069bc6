package dev.courtside.kit.batch;

import dev.courtside.kit.id.UuidV7;
import dev.courtside.kit.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;

/**
 * Takes each batch once. A batch's id stays known for {@link #KEPT}; a batch whose id says that it was made before that is
 * refused, because nobody could tell any more whether it was taken.
 */
@ApplicationScoped
public class BatchLedger {
    public static final Duration KEPT = Duration.ofDays(7);

    private final InstantSource clock;

    public BatchLedger(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Notes the batch in the transaction that stores its content.
     *
     * @return false where this source's batch was taken before
     * @throws ProblemException 422 where a time-ordered id (UUIDv7) is older than {@link #KEPT}
     */
    public Uni<Boolean> claim(SqlConnection transaction, String source, UUID batchId) {
        if (batchId.version() == 7) {
            Instant made = UuidV7.timeOf(batchId);
            if (made.isBefore(clock.instant().minus(KEPT))) {
                throw ProblemException.unprocessable(
                        "batchId",
                        "The batch was made at " + made + "; batches older than " + KEPT.toDays()
                                + " days are refused.");
            }
        }
        return transaction
                .preparedQuery("insert into batch (source, id) values ($1, $2) on conflict do nothing")
                .execute(Tuple.of(source, batchId))
                .map(rows -> rows.rowCount() == 1);
    }

    /** Forgets what {@link #KEPT} no longer covers; a day more than is promised, for clocks that differ. */
    public Uni<Long> purge(SqlConnection connection) {
        return connection
                .preparedQuery("delete from batch where received_at < clock_timestamp() - $1 * interval '1 day'")
                .execute(Tuple.of(KEPT.toDays() + 1))
                .map(rows -> (long) rows.rowCount());
    }
}
