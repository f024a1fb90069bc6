package dev.courtside.experiment.outcome;

import io.vertx.core.buffer.Buffer;
import java.util.UUID;

/**
 * A unit in a phase of an experiment.
 *
 * @param experimentId of the row
 * @param experiment its key
 * @param phase from 1
 * @param unit its hash
 */
public record Enrolled(UUID experimentId, String experiment, int phase, Buffer unit) {}
