package dev.courtside.experiment.flag;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import dev.courtside.engine.experiment.FlagDefinition;
import dev.courtside.engine.experiment.FlagState;
import dev.courtside.engine.experiment.Targeting;
import dev.courtside.engine.experiment.TargetingException;
import dev.courtside.experiment.change.Keys;
import dev.courtside.kit.problem.ProblemException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A flag as it is put: flagd's members and three of our own.
 *
 * @param state {@code ENABLED} if left out
 * @param variants values by name, all of one type
 * @param defaultVariant what targeting falls back to; null leaves it to the client's code
 * @param targeting JsonLogic
 */
public record FlagRequest(
        @Nullable FlagState state,
        @Nullable Map<String, JsonNode> variants,
        @Nullable String defaultVariant,
        @Nullable JsonNode targeting,
        @Nullable String description,
        @Nullable String owner,
        @Nullable List<String> tags) {
    private static final int MOST_VARIANTS = 100;
    private static final int MOST_TAGS = 50;
    private static final int LONGEST_TEXT = 2_000;

    /** The definition, or the problem that names what is wrong with it. */
    FlagDefinition definition(String key) {
        checkVariants();
        Map<String, JsonNode> values = variants == null ? Map.of() : variants;
        if (defaultVariant != null && !values.containsKey(defaultVariant)) {
            throw ProblemException.unprocessable("defaultVariant", "is none of the variants");
        }
        Targeting rule = Targeting.of(targeting);
        try {
            rule.validate();
        } catch (TargetingException e) {
            throw ProblemException.unprocessable("targeting", String.valueOf(e.getMessage()));
        }
        checkWords();
        return new FlagDefinition(key, state == null ? FlagState.ENABLED : state, values, defaultVariant, rule);
    }

    List<String> tagsOrNone() {
        return tags == null ? List.of() : tags;
    }

    private void checkVariants() {
        if (variants == null || variants.isEmpty()) {
            throw ProblemException.unprocessable("variants", "must have at least one variant");
        }
        if (variants.size() > MOST_VARIANTS) {
            throw ProblemException.unprocessable("variants", "must have at most " + MOST_VARIANTS + " variants");
        }
        JsonNodeType type = variants.values().iterator().next().getNodeType();
        variants.forEach((name, value) -> {
            Keys.check("variants", name);
            if (value.isNull() || value.isArray()) {
                throw ProblemException.unprocessable(
                        "variants." + name, "must be a boolean, a string, a number or an object");
            }
            if (value.getNodeType() != type) {
                throw ProblemException.unprocessable("variants." + name, "must be of the same type as the others");
            }
        });
    }

    private void checkWords() {
        checkLength("description", description);
        checkLength("owner", owner);
        if (tagsOrNone().size() > MOST_TAGS) {
            throw ProblemException.unprocessable("tags", "must be at most " + MOST_TAGS);
        }
        tagsOrNone().forEach(tag -> Keys.check("tags", tag));
    }

    private static void checkLength(String field, @Nullable String text) {
        if (text != null && text.length() > LONGEST_TEXT) {
            throw ProblemException.unprocessable(field, "must have at most " + LONGEST_TEXT + " characters");
        }
    }
}
