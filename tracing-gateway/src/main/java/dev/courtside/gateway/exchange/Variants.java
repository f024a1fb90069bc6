package dev.courtside.gateway.exchange;

import dev.courtside.engine.experiment.Assignment;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The variants that an exchange was given.
 *
 * @param assignments one per experiment that covers the exchange and gave it a variant
 * @param headers to be set on the upstream request
 * @param label all of them as {@code experiment=variant, …}; null where there are none
 */
public record Variants(
        List<Assignment> assignments,
        Map<String, String> headers,
        @Nullable String label) {
    /** No experiment covers the exchange. */
    public static final Variants NONE = new Variants(List.of(), Map.of(), null);

    public Variants {
        assignments = List.copyOf(assignments);
        headers = Map.copyOf(headers);
    }
}
