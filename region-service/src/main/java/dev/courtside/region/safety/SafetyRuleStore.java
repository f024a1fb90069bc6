package dev.courtside.region.safety;

import dev.courtside.engine.region.AtLeastRule;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The SQL of safety rules, on the connection it is given. */
@ApplicationScoped
public class SafetyRuleStore {
    private static final double MILLIS = 1_000;
    private static final String OF_DEPLOYMENT = "select * from safety_rule where deployment_id = $1 order by name";
    private static final String ONE = "select * from safety_rule where name = $1";
    private static final String PAGE = "select * from safety_rule where name > $1 order by name limit $2";
    private static final String PUT = """
            insert into safety_rule (name, deployment_id, regions, threshold, wait_seconds, version)
            values ($1, $2, $3, $4, $5, 1)
            on conflict (name) do update
              set deployment_id = excluded.deployment_id, regions = excluded.regions, threshold = excluded.threshold,
                  wait_seconds = excluded.wait_seconds, version = safety_rule.version + 1
            returning *
            """;

    /** Those that bind changes to a deployment. */
    public Uni<List<SafetyRule>> of(SqlClient sql, String deployment) {
        return sql.preparedQuery(OF_DEPLOYMENT).execute(Tuple.of(deployment)).map(SafetyRuleStore::rules);
    }

    Uni<List<SafetyRule>> page(SqlClient sql, String after, int limit) {
        return sql.preparedQuery(PAGE).execute(Tuple.of(after, limit)).map(SafetyRuleStore::rules);
    }

    Uni<@Nullable SafetyRule> find(SqlClient sql, String name) {
        return sql.preparedQuery(ONE).execute(Tuple.of(name)).map(SafetyRuleStore::first);
    }

    /** Reads a rule and locks it until the transaction ends. */
    Uni<@Nullable SafetyRule> lock(SqlClient sql, String name) {
        return sql.preparedQuery(ONE + " for update").execute(Tuple.of(name)).map(SafetyRuleStore::first);
    }

    Uni<SafetyRule> put(SqlClient sql, String deployment, AtLeastRule rule) {
        Tuple parameters = Tuple.tuple()
                .addString(rule.name())
                .addString(deployment)
                .addArrayOfString(rule.regions().stream().sorted().toArray(String[]::new))
                .addInteger(rule.threshold())
                .addDouble(rule.waitPeriod().toMillis() / MILLIS);
        return sql.preparedQuery(PUT)
                .execute(parameters)
                .map(rows -> rules(rows).getFirst());
    }

    Uni<Void> delete(SqlClient sql, String name) {
        return sql.preparedQuery("delete from safety_rule where name = $1")
                .execute(Tuple.of(name))
                .replaceWithVoid();
    }

    private static @Nullable SafetyRule first(RowSet<Row> rows) {
        List<SafetyRule> found = rules(rows);
        return found.isEmpty() ? null : found.getFirst();
    }

    private static List<SafetyRule> rules(RowSet<Row> rows) {
        List<SafetyRule> rules = new ArrayList<>(rows.size());
        for (Row row : rows) {
            rules.add(new SafetyRule(
                    row.getString("name"),
                    row.getString("deployment_id"),
                    SafetyRule.ASSERTION,
                    SafetyRule.AT_LEAST,
                    List.of(row.getArrayOfStrings("regions")),
                    row.getInteger("threshold"),
                    Duration.ofMillis(Math.round(row.getDouble("wait_seconds") * MILLIS)),
                    row.getLong("version")));
        }
        return rules;
    }
}
