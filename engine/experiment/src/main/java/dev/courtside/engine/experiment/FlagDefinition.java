package dev.courtside.engine.experiment;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A flag as flagd has it.
 *
 * @param key unique name
 * @param state whether it is evaluated at all
 * @param variants values by name, all of one JSON type
 * @param defaultVariant served when targeting names none; null leaves the value to the client's code
 * @param targeting JsonLogic that names a variant; empty for a static flag
 */
public record FlagDefinition(
        String key,
        FlagState state,
        Map<String, JsonNode> variants,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String defaultVariant,
        Targeting targeting) {

    public FlagDefinition {
        variants = Collections.unmodifiableMap(new LinkedHashMap<>(variants));
        targeting = everyoneIfAbsent(targeting);
        if (defaultVariant != null && !variants.containsKey(defaultVariant)) {
            throw new IllegalArgumentException(
                    "flag " + key + " has no variant " + defaultVariant + " for its default");
        }
    }

    private static Targeting everyoneIfAbsent(@Nullable Targeting targeting) {
        return targeting == null ? Targeting.EVERYONE : targeting;
    }
}
