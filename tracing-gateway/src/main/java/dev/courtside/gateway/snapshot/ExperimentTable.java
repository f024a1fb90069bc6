package dev.courtside.gateway.snapshot;

import dev.courtside.engine.experiment.ExperimentDefinition;
import dev.courtside.engine.experiment.ExperimentSnapshot;
import dev.courtside.engine.experiment.ExperimentStatus;
import dev.courtside.engine.experiment.FlagDefinition;
import dev.courtside.engine.experiment.Variant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The experiments that touch traffic, by the route they cover, and all flags. Immutable. */
public final class ExperimentTable {
    /** No experiments and no flags. */
    public static final ExperimentTable EMPTY = new ExperimentTable(ExperimentSnapshot.EMPTY);

    private final Map<String, List<ExperimentDefinition>> byRoute = new HashMap<>();
    private final Map<String, ExperimentDefinition> byKey = new HashMap<>();
    private final Map<String, FlagDefinition> flags = new HashMap<>();
    private final Set<String> models = new HashSet<>();

    public ExperimentTable(ExperimentSnapshot snapshot) {
        for (ExperimentDefinition experiment : snapshot.experiments()) {
            byKey.put(experiment.key(), experiment);
            if (touchesTraffic(experiment.status())) {
                for (String route : experiment.routes()) {
                    byRoute.computeIfAbsent(route, r -> new ArrayList<>()).add(experiment);
                }
                for (Variant variant : experiment.variants()) {
                    String model = variant.config().path("model").textValue();
                    if (model != null) {
                        models.add(model);
                    }
                }
            }
        }
        byRoute.replaceAll((route, experiments) -> List.copyOf(experiments));
        for (FlagDefinition flag : snapshot.flags()) {
            flags.put(flag.key(), flag);
        }
    }

    // a paused experiment still decides: everybody gets its control
    private static boolean touchesTraffic(ExperimentStatus status) {
        return switch (status) {
            case RUNNING, PAUSED -> true;
            case DRAFT, DECIDED, ARCHIVED -> false;
        };
    }

    /** The running and paused experiments that cover a route, by key; mostly empty. */
    public List<ExperimentDefinition> forRoute(String route) {
        return byRoute.getOrDefault(route, List.of());
    }

    /** The experiment of that key in whatever state, or null. */
    public @Nullable ExperimentDefinition byKey(String key) {
        return byKey.get(key);
    }

    /** The flag of that key, or null. */
    public @Nullable FlagDefinition flag(String key) {
        return flags.get(key);
    }

    /** Whether a variant that is being served asks for this model. */
    public boolean namesModel(String model) {
        return models.contains(model);
    }
}
