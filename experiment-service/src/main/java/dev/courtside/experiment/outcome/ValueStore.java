package dev.courtside.experiment.outcome;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What was measured of each unit, and the sums over units that analyses read. The sums are moved by what the units' values
 * move, in the statement that moves those, so that neither is ever ahead of the other.
 */
final class ValueStore {
    private static final String ADD = """
            with changed as (
              insert into unit_value as u (experiment_id, phase, metric, unit, variant, outcomes, total, highest)
              select * from unnest($1::uuid[], $2::int[], $3::text[], $4::bytea[], $5::text[], $6::bigint[],
                  $7::double precision[], $8::double precision[])
                as added (experiment_id, phase, metric, unit, variant, outcomes, total, highest)
              order by experiment_id, phase, metric, unit
              on conflict (experiment_id, phase, metric, unit) do update
                set outcomes = u.outcomes + excluded.outcomes,
                    total = u.total + excluded.total,
                    highest = greatest(u.highest, excluded.highest)
              returning new.experiment_id, new.phase, new.metric, new.variant, old.outcomes is null as fresh,
                new.outcomes as n, new.total as t, new.highest as h,
                old.outcomes as was_n, old.total as was_t, old.highest as was_h
            ), valued as (
              select c.experiment_id, c.phase, c.variant, c.metric, c.fresh,
                case m.type when 'mean' then c.t / c.n when 'proportion' then c.h else c.t end as value,
                case when c.fresh then 0
                     when m.type = 'mean' then c.was_t / c.was_n
                     when m.type = 'proportion' then c.was_h
                     else c.was_t end as was
              from changed c join metric m on m.key = c.metric
            )
            insert into metric_total as s (experiment_id, phase, variant, metric, units, sum, sum_squares)
            select experiment_id, phase, variant, metric, count(*) filter (where fresh), sum(value - was),
              sum(value * value - was * was)
            from valued group by experiment_id, phase, variant, metric
            order by experiment_id, phase, variant, metric
            on conflict (experiment_id, phase, variant, metric) do update
              set units = s.units + excluded.units,
                  sum = s.sum + excluded.sum,
                  sum_squares = s.sum_squares + excluded.sum_squares
            """;

    private ValueStore() {}

    /**
     * A measurement with the place where it counts.
     *
     * @param enrolled the unit in its phase
     * @param variant that it was given first
     */
    record Attribution(Enrolled enrolled, String variant, String metric, double value) {}

    private record Place(UUID experimentId, int phase, String metric, Buffer unit) {}

    private static final class Sum {
        private final String variant;
        private long outcomes;
        private double total;
        private double highest = Double.NEGATIVE_INFINITY;

        Sum(String variant) {
            this.variant = variant;
        }

        void add(double value) {
            outcomes++;
            total += value;
            highest = Math.max(highest, value);
        }
    }

    static Uni<Void> add(SqlConnection connection, List<Attribution> attributions) {
        if (attributions.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Map<Place, Sum> sums = new HashMap<>();
        for (Attribution attribution : attributions) {
            Enrolled enrolled = attribution.enrolled();
            Place place = new Place(enrolled.experimentId(), enrolled.phase(), attribution.metric(), enrolled.unit());
            sums.computeIfAbsent(place, key -> new Sum(attribution.variant())).add(attribution.value());
        }
        List<Place> places = new ArrayList<>(sums.keySet());
        List<Sum> values = places.stream().map(sums::get).toList();
        return connection
                .preparedQuery(ADD)
                .execute(Tuple.from(new Object[] {
                    places.stream().map(Place::experimentId).toArray(UUID[]::new),
                    places.stream().map(Place::phase).toArray(Integer[]::new),
                    places.stream().map(Place::metric).toArray(String[]::new),
                    places.stream().map(Place::unit).toArray(Buffer[]::new),
                    values.stream().map(sum -> sum.variant).toArray(String[]::new),
                    values.stream().map(sum -> sum.outcomes).toArray(Long[]::new),
                    values.stream().map(sum -> sum.total).toArray(Double[]::new),
                    values.stream().map(sum -> sum.highest).toArray(Double[]::new)
                }))
                .replaceWithVoid();
    }
}
