package dev.courtside.region.observation;

import dev.courtside.engine.region.Evidence;
import dev.courtside.kit.database.Database;
import dev.courtside.region.health.ControllerLease;
import dev.courtside.region.health.HealthWatch;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings reports to the replica that decides: straight where this is the one, else through a table from which it takes
 * them a moment later.
 */
@ApplicationScoped
public class ObservationInbox {
    private static final String PUT = """
            insert into passive_observation (source, deployment_id, region, requests, failures, resets, timeouts)
            values ($1, $2, $3, $4, $5, $6, $7)
            """;
    private static final String TAKE = """
            delete from passive_observation
            where id in (select id from passive_observation order by id limit 1000 for update skip locked)
            returning source, deployment_id, region, requests, failures, resets, timeouts, received_at,
                      received_at > clock_timestamp() - interval '5 seconds' as recent
            """;

    private final Database database;
    private final HealthWatch watch;
    private final ControllerLease lease;

    public ObservationInbox(Database database, HealthWatch watch, ControllerLease lease) {
        this.database = database;
        this.watch = watch;
        this.lease = lease;
    }

    /** Delivers; fails with a 503 problem where this replica does not decide and Postgres is out of reach. */
    Uni<Void> put(List<Observation> observations) {
        if (lease.lease().held()) {
            watch.context().runOnContext(here -> report(observations));
            return Uni.createFrom().voidItem();
        }
        List<Tuple> rows = observations.stream()
                .map(each -> Tuple.tuple()
                        .addString(each.traffic().source())
                        .addString(each.deployment())
                        .addString(each.region())
                        .addLong(each.traffic().requests())
                        .addLong(each.traffic().failures())
                        .addLong(each.traffic().resets())
                        .addLong(each.traffic().timeouts()))
                .toList();
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : database.withConnection(sql -> sql.preparedQuery(PUT).executeBatch(rows))
                        .replaceWithVoid();
    }

    /** What others left in the table; what has lain there for long is thrown away. */
    public Uni<List<Observation>> take() {
        return database.withConnection(sql -> sql.preparedQuery(TAKE).execute()).map(rows -> {
            List<Observation> taken = new ArrayList<>();
            for (Row row : rows) {
                if (row.getBoolean("recent")) {
                    taken.add(observation(row));
                }
            }
            return taken;
        });
    }

    /** Tells the watch; on its event loop. */
    public void report(List<Observation> observations) {
        observations.forEach(each -> watch.report(each.deployment(), each.region(), each.traffic()));
    }

    private static Observation observation(Row row) {
        return new Observation(
                row.getString("deployment_id"),
                row.getString("region"),
                new Evidence.Traffic(
                        row.getOffsetDateTime("received_at").toInstant(),
                        row.getString("source"),
                        row.getLong("requests"),
                        row.getLong("failures"),
                        row.getLong("resets"),
                        row.getLong("timeouts")));
    }
}
