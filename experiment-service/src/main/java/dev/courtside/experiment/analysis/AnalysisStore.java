package dev.courtside.experiment.analysis;

import dev.courtside.engine.experiment.decision.Direction;
import dev.courtside.engine.experiment.statistics.Sample;
import dev.courtside.experiment.design.ExperimentReader;
import dev.courtside.experiment.design.StoredExperiment;
import dev.courtside.experiment.metric.MetricType;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads the sums of one experiment's phase: a row per variant and metric, no unit. */
final class AnalysisStore {
    private static final String EXPOSURES =
            "select variant, units, exposures from exposure_total where experiment_id = $1 and phase = $2";

    private static final String METRICS = """
            select m.key, m.type, m.direction, s.variant, s.units, s.sum, s.sum_squares
            from metric m left join metric_total s on s.metric = m.key and s.experiment_id = $1 and s.phase = $2
            where s.metric is not null or m.key = any($3)
            """;

    private AnalysisStore() {}

    /**
     * What has come in.
     *
     * @param exposures by variant
     * @param metrics by key: those that were measured, decide or guard
     */
    record Sums(StoredExperiment experiment, Map<String, Exposed> exposures, Map<String, Measured> metrics) {

        /** The exposures of a variant, none where there is no row. */
        Exposed exposed(String variant) {
            return exposures.getOrDefault(variant, Exposed.NONE);
        }

        /** The sample of one arm. */
        Sample sample(Measured metric, String variant) {
            ArmSums sums = metric.arms().getOrDefault(variant, ArmSums.NONE);
            return metric.type().sample(exposed(variant).units(), sums.units(), sums.sum(), sums.sumSquares());
        }
    }

    /** Units that were given a variant, and how often that was reported. */
    record Exposed(long units, long exposures) {
        static final Exposed NONE = new Exposed(0, 0);
    }

    /** A metric and the sums of its arms. */
    record Measured(String key, MetricType type, Direction direction, Map<String, ArmSums> arms) {}

    /** Sums over the units of an arm that have an outcome. */
    record ArmSums(long units, double sum, double sumSquares) {
        static final ArmSums NONE = new ArmSums(0, 0, 0);
    }

    static Uni<Sums> read(SqlConnection connection, String key) {
        return connection
                .query("set transaction isolation level repeatable read, read only")
                .execute()
                .chain(() -> ExperimentReader.one(connection, key))
                .chain(experiment -> exposures(connection, experiment)
                        .chain(exposures -> metrics(connection, experiment)
                                .map(metrics -> new Sums(experiment, exposures, metrics))));
    }

    private static Uni<Map<String, Exposed>> exposures(SqlConnection connection, StoredExperiment experiment) {
        return connection
                .preparedQuery(EXPOSURES)
                .execute(Tuple.of(experiment.id(), experiment.definition().phase()))
                .map(rows -> {
                    Map<String, Exposed> exposures = new HashMap<>();
                    for (Row row : rows) {
                        exposures.put(
                                row.getString("variant"), new Exposed(row.getLong("units"), row.getLong("exposures")));
                    }
                    return exposures;
                });
    }

    private static Uni<Map<String, Measured>> metrics(SqlConnection connection, StoredExperiment experiment) {
        List<String> named = new ArrayList<>(experiment.guardrails());
        if (experiment.primaryMetric() != null) {
            named.add(experiment.primaryMetric());
        }
        return connection
                .preparedQuery(METRICS)
                .execute(Tuple.of(experiment.id(), experiment.definition().phase(), named.toArray(String[]::new)))
                .map(rows -> {
                    Map<String, Measured> metrics = new TreeMap<>();
                    for (Row row : rows) {
                        Measured metric = metrics.computeIfAbsent(row.getString("key"), name -> measured(row));
                        if (row.getString("variant") != null) {
                            metric.arms()
                                    .put(
                                            row.getString("variant"),
                                            new ArmSums(
                                                    row.getLong("units"),
                                                    row.getDouble("sum"),
                                                    row.getDouble("sum_squares")));
                        }
                    }
                    return metrics;
                });
    }

    private static Measured measured(Row row) {
        return new Measured(
                row.getString("key"),
                MetricType.ofWireName(row.getString("type")),
                row.getString("direction").equals("increase") ? Direction.INCREASE : Direction.DECREASE,
                new HashMap<>());
    }
}
