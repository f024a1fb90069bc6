package dev.courtside.experiment.outcome;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who was given what first, and how many that are. */
public final class ExposureStore {
    /** Rows are locked in the order of their keys, so that two batches wait for each other instead of deadlocking. */
    private static final String SEE = """
            insert into exposure (experiment_id, phase, unit, variant, first_at)
            select * from unnest($1::uuid[], $2::int[], $3::bytea[], $4::text[], $5::timestamptz[])
              as seen (experiment_id, phase, unit, variant, first_at)
            order by experiment_id, phase, unit
            on conflict (experiment_id, phase, unit) do nothing
            returning experiment_id, phase, unit
            """;

    private static final String HELD = """
            select e.experiment_id, e.phase, e.unit, e.variant
            from exposure e join unnest($1::uuid[], $2::int[], $3::bytea[]) as seen (experiment_id, phase, unit)
              using (experiment_id, phase, unit)
            """;

    private static final String COUNT = """
            insert into exposure_total as t (experiment_id, phase, variant, units, exposures)
            select * from unnest($1::uuid[], $2::int[], $3::text[], $4::bigint[], $5::bigint[])
            on conflict (experiment_id, phase, variant) do update
              set units = t.units + excluded.units, exposures = t.exposures + excluded.exposures
            """;

    private static final String OF_UNITS = """
            select e.experiment_id, x.key, e.phase, e.unit, e.variant, e.first_at, x.decided_at
            from exposure e join experiment x on x.id = e.experiment_id
            where e.unit = any($1::bytea[]) and x.status in ('running', 'paused', 'decided')
            """;

    private ExposureStore() {}

    /**
     * What a number of sightings came to.
     *
     * @param held the variant of every unit that was seen: the first it was given in the phase
     * @param fresh those that had not been seen before in the phase
     */
    public record Seen(Map<Enrolled, String> held, List<Sighting> fresh) {}

    /**
     * An exposure that is stored.
     *
     * @param decidedAt when the experiment ended, null while it has not
     */
    record Held(
            Enrolled key,
            String variant,
            Instant firstAt,
            @Nullable Instant decidedAt) {}

    /** Stores sightings, one of each unit in a phase, and counts them. */
    public static Uni<Seen> see(SqlConnection connection, Collection<Sighting> sightings) {
        if (sightings.isEmpty()) {
            return Uni.createFrom().item(new Seen(Map.of(), List.of()));
        }
        Map<Enrolled, Sighting> byKey = new LinkedHashMap<>();
        sightings.forEach(sighting -> byKey.put(sighting.key(), sighting));
        List<Sighting> all = List.copyOf(byKey.values());
        Map<Place, Enrolled> places = new HashMap<>();
        all.forEach(sighting -> places.put(Place.of(sighting.key()), sighting.key()));
        return connection
                .preparedQuery(SEE)
                .execute(Tuple.from(new Object[] {ids(all), phases(all), units(all), variants(all), times(all)}))
                .map(rows -> {
                    List<Sighting> fresh = new ArrayList<>();
                    for (Row row : rows) {
                        fresh.add(byKey.get(places.get(Place.of(row))));
                    }
                    return fresh;
                })
                .chain(fresh -> held(connection, all, places, fresh))
                .chain(seen -> count(connection, all, seen).replaceWith(seen));
    }

    /** The exposures of units, in whichever experiments. */
    static Uni<List<Held>> ofUnits(SqlConnection connection, Collection<Buffer> units) {
        if (units.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return connection
                .preparedQuery(OF_UNITS)
                .execute(Tuple.of(units.toArray(Buffer[]::new)))
                .map(rows -> {
                    List<Held> held = new ArrayList<>(rows.size());
                    for (Row row : rows) {
                        OffsetDateTime decided = row.getOffsetDateTime("decided_at");
                        held.add(new Held(
                                new Enrolled(
                                        row.getUUID("experiment_id"),
                                        row.getString("key"),
                                        row.getInteger("phase"),
                                        row.get(Buffer.class, "unit")),
                                row.getString("variant"),
                                row.getOffsetDateTime("first_at").toInstant(),
                                decided == null ? null : decided.toInstant()));
                    }
                    return held;
                });
    }

    private static Uni<Seen> held(
            SqlConnection connection, List<Sighting> all, Map<Place, Enrolled> places, List<Sighting> fresh) {
        Map<Enrolled, String> held = new HashMap<>();
        fresh.forEach(sighting -> held.put(sighting.key(), sighting.variant()));
        List<Sighting> others = all.stream()
                .filter(sighting -> !held.containsKey(sighting.key()))
                .toList();
        if (others.isEmpty()) {
            return Uni.createFrom().item(new Seen(held, fresh));
        }
        return connection
                .preparedQuery(HELD)
                .execute(Tuple.of(ids(others), phases(others), units(others)))
                .map(rows -> {
                    for (Row row : rows) {
                        held.put(places.get(Place.of(row)), row.getString("variant"));
                    }
                    return new Seen(held, fresh);
                });
    }

    private static Uni<Void> count(SqlConnection connection, List<Sighting> all, Seen seen) {
        record Arm(UUID experimentId, int phase, String variant) {}
        Map<Arm, long[]> sums = new TreeMap<>(Comparator.comparing(Arm::experimentId)
                .thenComparingInt(Arm::phase)
                .thenComparing(Arm::variant));
        for (Sighting sighting : all) {
            // a unit that was first given another variant is no exposure of this one
            if (sighting.variant().equals(seen.held().get(sighting.key()))) {
                Enrolled key = sighting.key();
                sums.computeIfAbsent(new Arm(key.experimentId(), key.phase(), sighting.variant()), arm -> new long[2])[
                                1] +=
                        sighting.exposures();
            }
        }
        for (Sighting sighting : seen.fresh()) {
            Enrolled key = sighting.key();
            sums.computeIfAbsent(new Arm(key.experimentId(), key.phase(), sighting.variant()), arm -> new long[2])[0]++;
        }
        List<Map.Entry<Arm, long[]>> changed = sums.entrySet().stream()
                .filter(entry -> entry.getValue()[0] > 0 || entry.getValue()[1] > 0)
                .toList();
        if (changed.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return connection
                .preparedQuery(COUNT)
                .execute(Tuple.from(new Object[] {
                    changed.stream().map(entry -> entry.getKey().experimentId()).toArray(UUID[]::new),
                    changed.stream().map(entry -> entry.getKey().phase()).toArray(Integer[]::new),
                    changed.stream().map(entry -> entry.getKey().variant()).toArray(String[]::new),
                    changed.stream().map(entry -> entry.getValue()[0]).toArray(Long[]::new),
                    changed.stream().map(entry -> entry.getValue()[1]).toArray(Long[]::new)
                }))
                .replaceWithVoid();
    }

    private record Place(UUID experimentId, int phase, Buffer unit) {
        static Place of(Enrolled key) {
            return new Place(key.experimentId(), key.phase(), key.unit());
        }

        static Place of(Row row) {
            return new Place(row.getUUID("experiment_id"), row.getInteger("phase"), row.get(Buffer.class, "unit"));
        }
    }

    private static UUID[] ids(List<Sighting> sightings) {
        return sightings.stream().map(sighting -> sighting.key().experimentId()).toArray(UUID[]::new);
    }

    private static Integer[] phases(List<Sighting> sightings) {
        return sightings.stream().map(sighting -> sighting.key().phase()).toArray(Integer[]::new);
    }

    private static Buffer[] units(List<Sighting> sightings) {
        return sightings.stream().map(sighting -> sighting.key().unit()).toArray(Buffer[]::new);
    }

    private static String[] variants(List<Sighting> sightings) {
        return sightings.stream().map(Sighting::variant).toArray(String[]::new);
    }

    private static OffsetDateTime[] times(List<Sighting> sightings) {
        return sightings.stream()
                .map(sighting -> sighting.at().atOffset(ZoneOffset.UTC))
                .toArray(OffsetDateTime[]::new);
    }
}
