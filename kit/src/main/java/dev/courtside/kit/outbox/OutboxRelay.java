package dev.courtside.kit.outbox;

import dev.courtside.kit.database.Database;
import dev.courtside.kit.lease.Lease;
import dev.courtside.kit.lease.LeaseManager;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Sends what the outbox holds, oldest first, by the holder of the lease {@code outbox}. An event is sent at least once: a
 * receiver tells repeats by source and id. One that fails is tried again after 1, 2, 4 … s, at most every 10 minutes, and is given up
 * after {@value #MOST_ATTEMPTS} attempts (over a day). Settled rows are kept for a week. Without webhooks events settle unsent.
 */
@ApplicationScoped
public class OutboxRelay {
    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
    private static final Duration LEASE = Duration.ofSeconds(10);
    private static final int BATCH = 50;
    static final int MOST_ATTEMPTS = 160;

    private static final String DUE = """
            select id, event, attempts from outbox
            where settled_at is null and next_attempt_at <= clock_timestamp() order by id limit $1
            """;
    private static final String SETTLE =
            "update outbox set settled_at = clock_timestamp(), attempts = attempts + 1, outcome = $2 where id = $1";
    private static final String POSTPONE = """
            update outbox set attempts = attempts + 1,
              next_attempt_at = clock_timestamp() + least(power(2, least(attempts, 20)), 600) * interval '1 second'
            where id = $1
            """;
    private static final String FORGET = "delete from outbox where settled_at < clock_timestamp() - interval '7 days'";

    private final Database database;
    private final LeaseManager leases;
    private final Webhooks webhooks;
    private final MeterRegistry meters;
    private volatile Lease lease;

    @SuppressWarnings("NullAway.Init") // the lease is set when the process starts, before the first tick
    public OutboxRelay(Database database, LeaseManager leases, Webhooks webhooks, MeterRegistry meters) {
        this.database = database;
        this.leases = leases;
        this.webhooks = webhooks;
        this.meters = meters;
    }

    void onStart(@Observes StartupEvent event) {
        if (webhooks.isEmpty()) { // asked here so that a webhook that may not be called stops the start
            LOG.debug("No webhooks are configured: events of the outbox settle unsent");
        }
        lease = leases.contend("outbox", LEASE);
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> onTick() {
        if (lease == null || !lease.held()) {
            return Uni.createFrom().voidItem();
        }
        return sendDue()
                .onFailure()
                .invoke(failure -> LOG.debugf("The outbox waits: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    @Scheduled(every = "1h", delayed = "1m")
    Uni<Void> onHour() {
        return database.withConnection(connection -> connection.query(FORGET).execute())
                .replaceWithVoid()
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> sendDue() {
        return database.withConnection(
                        connection -> connection.preparedQuery(DUE).execute(Tuple.of(BATCH)))
                .onItem()
                .transformToMulti((RowSet<Row> rows) -> Multi.createFrom().iterable(rows))
                .onItem()
                .transformToUniAndConcatenate(this::send)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> send(Row row) {
        UUID id = row.getUUID("id");
        JsonObject event = row.getJsonObject("event");
        if (webhooks.isEmpty()) {
            return settle(id, "no webhook");
        }
        return webhooks.post(event.encode())
                .onItem()
                .transformToUni(sent -> settle(id, "sent"))
                .onFailure(failure -> !(failure instanceof dev.courtside.kit.problem.ProblemException))
                .recoverWithUni(failure -> failed(id, row.getInteger("attempts") + 1, failure));
    }

    private Uni<Void> failed(UUID id, int attempts, Throwable failure) {
        LOG.warnf("Event %s was not taken (attempt %d): %s", id, attempts, failure.getMessage());
        if (attempts >= MOST_ATTEMPTS) {
            return settle(id, "given up");
        }
        count("failed");
        return database.withConnection(connection ->
                connection.preparedQuery(POSTPONE).execute(Tuple.of(id)).replaceWithVoid());
    }

    private Uni<Void> settle(UUID id, String outcome) {
        count(outcome.replace(' ', '_'));
        return database.withConnection(connection ->
                connection.preparedQuery(SETTLE).execute(Tuple.of(id, outcome)).replaceWithVoid());
    }

    private void count(String outcome) {
        meters.counter("courtside_notifications", "channel", "webhook", "outcome", outcome)
                .increment();
    }
}
