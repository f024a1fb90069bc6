package dev.courtside.engine.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.jspecify.annotations.Nullable;

/**
 * What one unit gets from one experiment.
 *
 * @param experiment the key of the experiment
 * @param variant the name of the variant; null if the unit is left alone
 * @param config of the variant, else empty
 * @param phase of the experiment
 * @param reason why
 * @param enrolled true if the unit's outcomes count in the analysis
 */
public record Assignment(
        String experiment,
        @Nullable String variant,
        JsonNode config,
        int phase,
        AssignmentReason reason,
        boolean enrolled) {

    static Assignment of(ExperimentDefinition experiment, Variant variant, AssignmentReason reason, boolean enrolled) {
        return new Assignment(experiment.key(), variant.name(), variant.config(), experiment.phase(), reason, enrolled);
    }

    static Assignment none(ExperimentDefinition experiment, AssignmentReason reason) {
        return new Assignment(
                experiment.key(), null, JsonNodeFactory.instance.objectNode(), experiment.phase(), reason, false);
    }
}
