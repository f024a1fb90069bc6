package dev.courtside.experiment.design;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A variant as it is posted.
 *
 * @param weight its percentage of the units, a whole number
 * @param config what it changes, an object
 */
public record VariantRequest(
        @Nullable String name,
        @Nullable Integer weight,
        @Nullable JsonNode config) {}
