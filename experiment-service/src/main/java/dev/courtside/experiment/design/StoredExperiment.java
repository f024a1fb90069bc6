package dev.courtside.experiment.design;

import dev.courtside.engine.experiment.ExperimentDefinition;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An experiment as assignments, outcomes and analyses need it.
 *
 * @param id under which its outcomes are stored
 * @param decidedAt when it ended, null while it has not
 */
public record StoredExperiment(
        UUID id,
        ExperimentDefinition definition,
        @Nullable String primaryMetric,
        List<String> guardrails,
        @Nullable Instant decidedAt) {}
