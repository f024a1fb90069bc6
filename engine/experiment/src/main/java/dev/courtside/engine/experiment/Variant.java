package dev.courtside.engine.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.jspecify.annotations.Nullable;

/**
 * One arm of an experiment.
 *
 * @param name unique in its experiment
 * @param weight its share of the units, relative to the other weights, not negative
 * @param config what the variant changes, an object; {@code model}, {@code headers} and {@code body} rewrite requests in
 *     the gateway. Not to be modified
 */
public record Variant(String name, int weight, JsonNode config) {
    public Variant {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a variant has no name");
        }
        if (weight < 0) {
            throw new IllegalArgumentException("variant " + name + " has the negative weight " + weight);
        }
        config = objectOrEmpty(config);
        if (!config.isObject()) {
            throw new IllegalArgumentException("the config of variant " + name + " is not a JSON object");
        }
    }

    // JSON may leave the config out, whatever the annotations of the parameter say
    private static JsonNode objectOrEmpty(@Nullable JsonNode config) {
        return config == null || config.isNull() ? JsonNodeFactory.instance.objectNode() : config;
    }
}
