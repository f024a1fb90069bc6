package dev.courtside.experiment.outcome;

import dev.courtside.experiment.outcome.ValueStore.Attribution;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds where measurements without a variant count: in every experiment whose exposure of the unit came before them. What
 * was measured before a unit saw its variant says nothing of the variant.
 */
final class Attributions {
    /** How far clocks may differ between who exposes and who measures. */
    static final Duration SKEW = Duration.ofMinutes(1);

    private final Map<Buffer, List<ExposureStore.Held>> exposures = new HashMap<>();

    Attributions(Collection<ExposureStore.Held> held) {
        held.forEach(exposure -> exposures
                .computeIfAbsent(exposure.key().unit(), unit -> new ArrayList<>())
                .add(exposure));
    }

    /** A measurement of a unit, in each experiment in the phase it was exposed to last by then. */
    List<Attribution> of(Buffer unit, @Nullable String experiment, String metric, double value, Instant at) {
        Map<String, ExposureStore.Held> latest = new HashMap<>();
        for (ExposureStore.Held exposure : exposures.getOrDefault(unit, List.of())) {
            String key = exposure.key().experiment();
            if ((experiment == null || experiment.equals(key)) && covers(exposure, at)) {
                latest.merge(key, exposure, (one, other) -> one.firstAt().isAfter(other.firstAt()) ? one : other);
            }
        }
        return latest.values().stream()
                .map(exposure -> new Attribution(exposure.key(), exposure.variant(), metric, value))
                .toList();
    }

    /**
     * A measurement that came in before the exposures in {@code fresh}: it counts where those are the unit's only
     * exposures, for under an earlier phase it has counted already.
     */
    List<Attribution> ofWaiting(OutcomeStore.Waiting waiting, Collection<Enrolled> fresh) {
        return of(waiting.unit(), waiting.experiment(), waiting.metric(), waiting.value(), waiting.at()).stream()
                .filter(attribution -> fresh.contains(attribution.enrolled()))
                .filter(attribution -> phases(attribution.enrolled()) == 1)
                .toList();
    }

    private long phases(Enrolled enrolled) {
        return exposures.getOrDefault(enrolled.unit(), List.of()).stream()
                .filter(exposure -> exposure.key().experimentId().equals(enrolled.experimentId()))
                .count();
    }

    private static boolean covers(ExposureStore.Held exposure, Instant at) {
        Instant end = exposure.decidedAt();
        return !at.isBefore(exposure.firstAt().minus(SKEW)) && (end == null || !at.isAfter(end));
    }
}
