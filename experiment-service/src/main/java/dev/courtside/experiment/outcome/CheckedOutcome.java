package dev.courtside.experiment.outcome;

import dev.courtside.experiment.design.StoredExperiment;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * An outcome whose names are all known.
 *
 * @param unit the hash of its unit
 * @param experiment the one it names, if it names one
 * @param phase of that experiment, 0 without one
 */
record CheckedOutcome(
        Outcome outcome, Buffer unit, @Nullable StoredExperiment experiment, int phase) {

    int index() {
        return outcome.origin().index();
    }

    /** The unit's place in the experiment, where the outcome says which variant it was given; else null. */
    @Nullable
    Sighting sighting() {
        StoredExperiment named = experiment;
        String variant = outcome.subject().variant();
        if (named == null || variant == null) {
            return null;
        }
        int exposures = switch (outcome) {
            case Outcome.Exposure exposure -> 1;
            case Outcome.Measurement measurement -> 0;
        };
        return new Sighting(
                new Enrolled(named.id(), named.definition().key(), phase, unit),
                variant,
                outcome.origin().at(),
                exposures);
    }
}
