package dev.courtside.gateway.outcome;

import dev.courtside.gateway.outcome.ExchangeOutcome.Attempt;
import dev.courtside.gateway.outcome.ExchangeOutcome.AttemptOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.IntCountsHistogram;
import org.jspecify.annotations.Nullable;

/** Counts attempts per deployment and region between two reports. Owned by one thread. */
final class RegionWatch {
    private static final long LONGEST_MICROS = TimeUnit.HOURS.toMicros(1);
    private static final double MICROS_PER_SECOND = 1e6;
    private static final int MOST_REGIONS = 1_000;

    private final Map<Place, Counts> places = new HashMap<>();

    private record Place(String deployment, String region) {}

    private static final class Counts {
        private final Map<AttemptOutcome, Long> attempts = new EnumMap<>(AttemptOutcome.class);
        private final IntCountsHistogram answered = new IntCountsHistogram(LONGEST_MICROS, 2);

        void add(Attempt attempt) {
            attempts.merge(attempt.outcome(), 1L, Long::sum);
            if (attempt.outcome() == AttemptOutcome.OK || attempt.outcome() == AttemptOutcome.FAILURE) {
                long micros = TimeUnit.NANOSECONDS.toMicros(attempt.durationNanos());
                answered.recordValue(Math.clamp(micros, 1, LONGEST_MICROS));
            }
        }

        long count(AttemptOutcome outcome) {
            return attempts.getOrDefault(outcome, 0L);
        }

        long all() {
            return attempts.values().stream().mapToLong(Long::longValue).sum();
        }

        @Nullable
        Double p99Seconds() {
            return answered.getTotalCount() == 0 ? null : answered.getValueAtPercentile(99) / MICROS_PER_SECOND;
        }
    }

    void add(ExchangeOutcome exchange) {
        for (Attempt attempt : exchange.result().attempts()) {
            Place place = new Place(exchange.target().deployment(), attempt.region());
            if (places.size() < MOST_REGIONS || places.containsKey(place)) {
                places.computeIfAbsent(place, p -> new Counts()).add(attempt);
            }
        }
    }

    /** What was seen since the last call; empty without traffic. */
    List<RegionObservation> close(Duration window) {
        List<RegionObservation> observations = new ArrayList<>(places.size());
        places.forEach((place, counts) -> observations.add(new RegionObservation(
                place.deployment,
                place.region,
                window,
                counts.all(),
                counts.count(AttemptOutcome.FAILURE),
                counts.count(AttemptOutcome.RESET),
                counts.count(AttemptOutcome.TIMEOUT),
                counts.p99Seconds())));
        places.clear();
        return observations;
    }
}
