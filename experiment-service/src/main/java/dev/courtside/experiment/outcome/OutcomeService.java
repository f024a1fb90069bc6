package dev.courtside.experiment.outcome;

import dev.courtside.experiment.design.ExperimentReader;
import dev.courtside.experiment.design.StoredExperiment;
import dev.courtside.experiment.metric.MetricType;
import dev.courtside.experiment.outcome.ValueStore.Attribution;
import dev.courtside.experiment.unit.UnitHasher;
import dev.courtside.kit.batch.BatchLedger;
import dev.courtside.kit.database.Database;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Takes batches of outcomes: tells repeats, stores, attributes and sums in one transaction, so that a batch counts once or
 * not at all.
 */
@ApplicationScoped
public class OutcomeService {
    private static final String DEADLOCK = "40P01";
    private static final int ATTEMPTS_AFTER_DEADLOCK = 3;

    private final Database database;
    private final BatchLedger ledger;
    private final UnitHasher hasher;
    private final ExposureCounter counter;
    private final InstantSource clock;

    public OutcomeService(
            Database database, BatchLedger ledger, UnitHasher hasher, ExposureCounter counter, InstantSource clock) {
        this.database = database;
        this.ledger = ledger;
        this.hasher = hasher;
        this.counter = counter;
        this.clock = clock;
    }

    private record Taken(OutcomeAnswer answer, List<Sighting> enrolled) {}

    /**
     * Takes a batch.
     *
     * @param caller whose batch it is where it names no source
     * @throws dev.courtside.kit.problem.ProblemException where the batch as a whole can't be taken
     */
    Uni<OutcomeAnswer> take(String caller, byte[] body) {
        OutcomeBatch batch = OutcomeBatch.parse(body, clock.instant());
        String source = batch.source() == null ? caller : caller + "/" + batch.source();
        return database.inTransaction(connection -> ledger.claim(connection, source, batch.batchId())
                        .chain(claimed -> claimed
                                ? takeOnce(connection, source, batch)
                                : Uni.createFrom().item(repeated(batch))))
                .onFailure(OutcomeService::isDeadlock)
                .retry()
                .atMost(ATTEMPTS_AFTER_DEADLOCK)
                .invoke(taken -> taken.enrolled().forEach(counter::count))
                .map(Taken::answer);
    }

    private static Taken repeated(OutcomeBatch batch) {
        return new Taken(new OutcomeAnswer(0, batch.outcomes().size(), batch.rejected()), List.of());
    }

    private Uni<Taken> takeOnce(SqlConnection connection, String source, OutcomeBatch batch) {
        Set<String> keys = batch.outcomes().stream()
                .map(outcome -> outcome.subject().experiment())
                .filter(java.util.Objects::nonNull)
                .collect(Collectors.toSet());
        List<Rejection> rejected = new ArrayList<>(batch.rejected());
        return ExperimentReader.all(connection, keys)
                .chain(experiments -> metrics(connection)
                        .map(metrics -> new OutcomeCheck(byKey(experiments), metrics, hasher, source)))
                .map(check -> check.check(batch.outcomes(), rejected))
                .chain(checked -> {
                    List<CheckedOutcome> unique = unique(checked);
                    return OutcomeStore.store(connection, source, batch.batchId(), unique)
                            .map(stored -> unique.stream()
                                    .filter(outcome -> stored.contains(
                                            outcome.outcome().origin().id()))
                                    .toList())
                            .chain(fresh -> count(connection, source, batch, fresh, rejected)
                                    .map(enrolled -> answer(checked.size(), fresh.size(), rejected, enrolled, batch)));
                });
    }

    private static Taken answer(
            int checked, int stored, List<Rejection> rejected, List<Sighting> enrolled, OutcomeBatch batch) {
        int duplicates = checked - stored;
        rejected.sort(Comparator.comparingInt(Rejection::index));
        return new Taken(
                new OutcomeAnswer(batch.size() - duplicates - rejected.size(), duplicates, List.copyOf(rejected)),
                enrolled);
    }

    /** Counts outcomes that are stored for the first time; the units that they enrol. */
    private static Uni<List<Sighting>> count(
            SqlConnection connection,
            String source,
            OutcomeBatch batch,
            List<CheckedOutcome> outcomes,
            List<Rejection> rejected) {
        Map<Enrolled, Sighting> sightings = new LinkedHashMap<>();
        for (CheckedOutcome outcome : outcomes) {
            Sighting sighting = outcome.sighting();
            if (sighting != null) {
                sightings.merge(sighting.key(), sighting, Sighting::with);
            }
        }
        return ExposureStore.see(connection, sightings.values()).chain(seen -> {
            List<Attribution> attributions = new ArrayList<>();
            List<CheckedOutcome> open = new ArrayList<>();
            Set<Buffer> units = new HashSet<>();
            for (CheckedOutcome outcome : outcomes) {
                if (settle(outcome, seen, attributions, rejected)) {
                    open.add(outcome);
                    units.add(outcome.unit());
                }
            }
            Set<Enrolled> fresh = seen.fresh().stream().map(Sighting::key).collect(Collectors.toSet());
            Set<Buffer> exposed = fresh.stream().map(Enrolled::unit).collect(Collectors.toSet());
            units.addAll(exposed);
            return ExposureStore.ofUnits(connection, units)
                    .map(Attributions::new)
                    .chain(places -> OutcomeStore.waiting(connection, exposed, source, batch.batchId())
                            .invoke(waiting -> {
                                open.forEach(outcome -> attributions.addAll(attribute(places, outcome)));
                                waiting.forEach(outcome -> attributions.addAll(places.ofWaiting(outcome, fresh)));
                            }))
                    .chain(() -> ValueStore.add(connection, attributions))
                    .replaceWith(seen.fresh());
        });
    }

    /**
     * Settles an outcome that says which variant its unit was given.
     *
     * @return true if it does not say so and is a measurement that has yet to find its place
     */
    private static boolean settle(
            CheckedOutcome outcome, ExposureStore.Seen seen, List<Attribution> attributions, List<Rejection> rejected) {
        Sighting sighting = outcome.sighting();
        if (sighting == null) {
            return true;
        }
        String held = seen.held().getOrDefault(sighting.key(), sighting.variant());
        if (!held.equals(sighting.variant())) {
            rejected.add(new Rejection(
                    outcome.index(), "variant", "the unit was given " + held + " before; it counts there only"));
        } else if (outcome.outcome() instanceof Outcome.Measurement measurement) {
            attributions.add(new Attribution(sighting.key(), held, measurement.metric(), measurement.value()));
        }
        return false;
    }

    private static List<Attribution> attribute(Attributions places, CheckedOutcome outcome) {
        return outcome.outcome() instanceof Outcome.Measurement measurement
                ? places.of(
                        outcome.unit(),
                        measurement.subject().experiment(),
                        measurement.metric(),
                        measurement.value(),
                        measurement.origin().at())
                : List.of();
    }

    private static List<CheckedOutcome> unique(List<CheckedOutcome> outcomes) {
        Map<String, CheckedOutcome> byId = new LinkedHashMap<>();
        outcomes.forEach(outcome -> byId.putIfAbsent(outcome.outcome().origin().id(), outcome));
        return List.copyOf(byId.values());
    }

    private static Map<String, StoredExperiment> byKey(List<StoredExperiment> experiments) {
        return experiments.stream()
                .collect(Collectors.toMap(experiment -> experiment.definition().key(), experiment -> experiment));
    }

    private static Uni<Map<String, MetricType>> metrics(SqlConnection connection) {
        return connection.query("select key, type from metric").execute().map(rows -> {
            Map<String, MetricType> types = new HashMap<>();
            rows.forEach(row -> types.put(row.getString(0), MetricType.ofWireName(row.getString(1))));
            return types;
        });
    }

    private static boolean isDeadlock(Throwable failure) {
        return failure instanceof PgException refused && DEADLOCK.equals(refused.getSqlState());
    }
}
