package dev.courtside.region.deployment;

import dev.courtside.engine.region.Cause;
import dev.courtside.engine.region.HealthState;
import dev.courtside.engine.region.RegionStatus;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads deployments with all that was decided about them, on the connection it is given. Versions count from 1 here and from 0
 * in Hibernate: 0 stands for "there is none" in preconditions.
 */
@ApplicationScoped
public class DeploymentReader {
    private static final String SELECT = """
            select d.id, d.name, d.strategy, d.auto_failover, d.primary_region, d.version + 1 as version, d.created_at, d.updated_at,
                   ds.active_region, ds.epoch, ds.last_changed_at,
                   r.name as region, r.priority, r.endpoint_url, r.health_check_url,
                   rs.status, rs.state, rs.since, rs.trouble_since, rs.cause, rs.evidence, rs.left_at,
                   rs.override_state, rs.override_until
            from deployment d
            join deployment_state ds on ds.deployment_id = d.id
            join region r on r.deployment_id = d.id
            join region_state rs on rs.deployment_id = d.id and rs.region = r.name
            """;
    private static final String ALL = SELECT + "order by d.id, r.priority";
    private static final String ONE = SELECT + "where d.id = $1 order by r.priority";
    private static final String PAGE = SELECT + """
            where d.id in (select id from deployment where id > $1 order by id limit $2)
            order by d.id, r.priority
            """;
    private static final String LOCK = "select 1 from deployment_state where deployment_id = $1 for update";

    public Uni<List<StoredDeployment>> all(SqlClient sql) {
        return sql.preparedQuery(ALL).execute().map(DeploymentReader::deployments);
    }

    /** The next deployments by id after {@code after}. */
    Uni<List<StoredDeployment>> page(SqlClient sql, String after, int limit) {
        return sql.preparedQuery(PAGE).execute(Tuple.of(after, limit)).map(DeploymentReader::deployments);
    }

    public Uni<@Nullable StoredDeployment> find(SqlClient sql, String id) {
        return sql.preparedQuery(ONE).execute(Tuple.of(id)).map(rows -> {
            List<StoredDeployment> found = deployments(rows);
            return found.isEmpty() ? null : found.getFirst();
        });
    }

    /**
     * Reads a deployment for a decision: until the transaction ends nobody else decides about it. The row that decisions
     * share is locked before anything is read, so that two of them see each other's result.
     */
    public Uni<@Nullable StoredDeployment> lock(SqlClient sql, String id) {
        return sql.preparedQuery(LOCK).execute(Tuple.of(id)).flatMap(locked -> find(sql, id));
    }

    private static List<StoredDeployment> deployments(RowSet<Row> rows) {
        Map<String, Row> heads = new LinkedHashMap<>();
        Map<String, List<StoredRegion>> regions = new LinkedHashMap<>();
        for (Row row : rows) {
            String id = row.getString("id");
            heads.putIfAbsent(id, row);
            regions.computeIfAbsent(id, key -> new ArrayList<>()).add(region(row));
        }
        List<StoredDeployment> found = new ArrayList<>(heads.size());
        regions.forEach((id, own) -> found.add(deployment(Objects.requireNonNull(heads.get(id)), own)));
        return found;
    }

    private static StoredDeployment deployment(Row row, List<StoredRegion> regions) {
        return new StoredDeployment(
                row.getString("id"),
                row.getString("name"),
                row.getString("strategy"),
                row.getBoolean("auto_failover"),
                row.getString("primary_region"),
                row.getString("active_region"),
                row.getLong("epoch"),
                row.getLong("version"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant(),
                instant(row, "last_changed_at"),
                regions);
    }

    private static StoredRegion region(Row row) {
        String cause = row.getString("cause");
        StoredRegion.Verdict health = new StoredRegion.Verdict(
                state(row.getString("state")),
                row.getOffsetDateTime("since").toInstant(),
                instant(row, "trouble_since"),
                cause == null ? null : Cause.ofWireName(cause),
                texts(row, "evidence"));
        String overrideState = row.getString("override_state");
        Instant overrideUntil = instant(row, "override_until");
        RegionStatus status = RegionStatus.find(row.getString("status"));
        return new StoredRegion(
                row.getString("region"),
                row.getInteger("priority"),
                status == null ? RegionStatus.MAINTENANCE : status,
                URI.create(row.getString("endpoint_url")),
                URI.create(row.getString("health_check_url")),
                health,
                instant(row, "left_at"),
                overrideState == null || overrideUntil == null
                        ? null
                        : new StoredRegion.Override(state(overrideState), overrideUntil));
    }

    private static HealthState state(String wireName) {
        HealthState state = HealthState.find(wireName);
        return state == null ? HealthState.UNKNOWN : state;
    }

    private static @Nullable Instant instant(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }

    /** A column of JSON that is a list of texts. */
    static List<String> texts(Row row, String column) {
        return row.get(JsonArray.class, column).stream().map(String::valueOf).toList();
    }
}
