package dev.courtside.gateway.outcome;

import dev.courtside.gateway.outcome.ExchangeOutcome.AssignedVariant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What traffic is told apart by. Every value comes from configuration, never straight from a client.
 *
 * @param route its name
 * @param model the model, {@code other} when nothing configured knows it, null outside model calls
 * @param variant {@code experiment=variant}, several joined by a comma, null outside experiments
 * @param region the region that answered, null when none did
 */
record SeriesKey(
        String route,
        @Nullable String model,
        @Nullable String variant,
        @Nullable String region) {
    private static final String OTHER_VALUE = "other";

    /** Where everything past the limit goes. */
    static final SeriesKey OTHER = new SeriesKey(OTHER_VALUE, null, null, null);

    static SeriesKey of(ExchangeOutcome exchange, Predicate<String> knownModel) {
        ExchangeOutcome.Target target = exchange.target();
        String model = target.model();
        if (model != null && !knownModel.test(model)) {
            model = OTHER_VALUE;
        }
        return new SeriesKey(target.route(), model, variant(exchange.assignments()), target.region());
    }

    private static @Nullable String variant(List<AssignedVariant> assignments) {
        return switch (assignments.size()) {
            case 0 -> null;
            case 1 -> label(assignments.getFirst());
            default -> assignments.stream().map(SeriesKey::label).sorted().collect(Collectors.joining(","));
        };
    }

    private static String label(AssignedVariant assignment) {
        return assignment.experiment() + "=" + assignment.variant();
    }

    Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("route", route);
        put(labels, "model", model);
        put(labels, "variant", variant);
        put(labels, "region", region);
        return labels;
    }

    private static void put(Map<String, String> labels, String name, @Nullable String value) {
        if (value != null) {
            labels.put(name, value);
        }
    }
}
