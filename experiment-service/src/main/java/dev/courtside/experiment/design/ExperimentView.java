package dev.courtside.experiment.design;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.courtside.engine.experiment.ExperimentDefinition;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An experiment over HTTP: its definition with the members of the snapshot, and what only people need.
 *
 * @param winner what it was stopped with
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExperimentView(
        @JsonUnwrapped ExperimentDefinition definition,
        String name,
        @Nullable String primaryMetric,
        List<String> guardrails,
        @Nullable String winner,
        @JsonUnwrapped History history) {

    /** When what happened to it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record History(
            long version,
            Instant createdAt,
            Instant updatedAt,
            @Nullable Instant startedAt,
            @Nullable Instant decidedAt,
            @Nullable Instant archivedAt) {}

    static ExperimentView of(ExperimentEntity experiment) {
        return new ExperimentView(
                experiment.definition(),
                experiment.name,
                experiment.primaryMetric,
                experiment.guardrailKeys(),
                experiment.winner,
                new History(
                        experiment.version,
                        experiment.createdAt,
                        experiment.updatedAt,
                        experiment.startedAt,
                        experiment.decidedAt,
                        experiment.archivedAt));
    }

    String key() {
        return definition.key();
    }

    long version() {
        return history.version();
    }
}
