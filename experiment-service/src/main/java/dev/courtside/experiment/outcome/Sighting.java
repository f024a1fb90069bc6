package dev.courtside.experiment.outcome;

import dev.courtside.experiment.design.StoredExperiment;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;

/**
 * A unit was seen with a variant.
 *
 * @param key the unit in a phase of an experiment
 * @param variant what it was given
 * @param at when
 * @param exposures how many exposures were reported, 0 where only a metric says so
 */
public record Sighting(Enrolled key, String variant, Instant at, int exposures) {

    /** One exposure. */
    public static Sighting of(StoredExperiment experiment, int phase, Buffer unit, String variant, Instant at) {
        return new Sighting(
                new Enrolled(experiment.id(), experiment.definition().key(), phase, unit), variant, at, 1);
    }

    /** Both sightings of one unit as one: the earlier variant holds. */
    Sighting with(Sighting other) {
        Sighting first = other.at.isBefore(at) ? other : this;
        return new Sighting(key, first.variant, first.at, exposures + other.exposures);
    }
}
