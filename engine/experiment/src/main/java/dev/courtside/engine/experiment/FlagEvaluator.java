package dev.courtside.engine.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates flags of any type as flagd does.
 *
 * @param clock what {@code $flagd.timestamp} reads
 */
public record FlagEvaluator(InstantSource clock) {

    /**
     * The flag's value for a unit. Never throws: what fails is a {@link FlagEvaluation.Failed}.
     *
     * @param unit the targeting key; null leaves splits by it undecided, so that the default counts
     * @param context what targeting may look at: strings, numbers, booleans, lists and maps of such
     */
    public FlagEvaluation evaluate(FlagDefinition flag, @Nullable String unit, Map<String, ?> context) {
        if (flag.state() == FlagState.DISABLED) {
            return new FlagEvaluation.CodeDefault(FlagReason.DISABLED);
        }
        if (flag.targeting().isEmpty()) {
            return byDefault(flag, FlagReason.STATIC);
        }
        Object result;
        try {
            result = flag.targeting().evaluate(flag.key(), unit, clock.instant(), context);
        } catch (TargetingException e) {
            return new FlagEvaluation.Failed(String.valueOf(e.getMessage()));
        }
        if (result == null) {
            return byDefault(flag, FlagReason.DEFAULT);
        }
        if (!(result instanceof String) && !(result instanceof Boolean)) {
            return new FlagEvaluation.Failed("the rule of " + flag.key() + " does not name a variant");
        }
        String variant = result.toString();
        JsonNode value = flag.variants().get(variant);
        return value == null
                ? new FlagEvaluation.Failed("the rule of " + flag.key() + " names a variant that the flag lacks")
                : new FlagEvaluation.Resolved(variant, value, FlagReason.TARGETING_MATCH);
    }

    private static FlagEvaluation byDefault(FlagDefinition flag, FlagReason reason) {
        String variant = flag.defaultVariant();
        JsonNode value = variant == null ? null : flag.variants().get(variant);
        return variant == null || value == null
                ? new FlagEvaluation.CodeDefault(FlagReason.DEFAULT)
                : new FlagEvaluation.Resolved(variant, value, reason);
    }
}
