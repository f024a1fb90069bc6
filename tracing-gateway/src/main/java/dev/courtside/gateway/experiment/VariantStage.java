package dev.courtside.gateway.experiment;

import dev.courtside.engine.experiment.Assigner;
import dev.courtside.engine.experiment.Assignment;
import dev.courtside.engine.experiment.ExperimentDefinition;
import dev.courtside.engine.experiment.ExperimentStatus;
import dev.courtside.engine.experiment.Stickiness;
import dev.courtside.gateway.exchange.Exchange;
import dev.courtside.gateway.exchange.Operation;
import dev.courtside.gateway.exchange.Stage;
import dev.courtside.gateway.exchange.Variants;
import dev.courtside.gateway.snapshot.ExperimentTable;
import dev.courtside.gateway.snapshot.Snapshots;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives an exchange one variant of every experiment that covers its route, and rewrites the request as the variants say.
 * Decided here, by the last snapshot; only what must be remembered is asked of experiment-service.
 */
@Singleton
public class VariantStage implements Stage {
    private final Snapshots snapshots;
    private final StickyVariants sticky;

    public VariantStage(Snapshots snapshots, StickyVariants sticky) {
        this.snapshots = snapshots;
        this.sticky = sticky;
    }

    @Override
    public Future<Exchange> apply(Exchange exchange) {
        ExperimentTable table = snapshots.experiments();
        List<ExperimentDefinition> covering = table.forRoute(exchange.route().name());
        ForcedVariants forced = ForcedVariants.of(exchange);
        // a list of models, or a stream that waits for the server's own messages, is no use of any variant
        boolean none = covering.isEmpty()
                || exchange.arrival().operation() == Operation.MODELS
                || exchange.call().isOpenEnded();
        if (none && forced.isEmpty()) {
            return Future.succeededFuture(exchange);
        }
        Map<String, Object> context = Map.of();
        List<Assignment> assignments = new ArrayList<>(covering.size());
        List<Future<@Nullable Assignment>> asked = new ArrayList<>(0);
        forced.assign(table, exchange.route().name(), assignments);
        for (ExperimentDefinition experiment : none ? List.<ExperimentDefinition>of() : covering) {
            if (forced.names(experiment.key()) || !Rewriting.canApply(experiment, exchange)) {
                continue;
            }
            if (context.isEmpty() && needsContext(experiment)) {
                context = context(exchange);
            }
            if (isAsked(experiment)) {
                asked.add(sticky.assign(experiment, exchange, context));
            } else {
                assignments.add(Assigner.assign(experiment, exchange.caller().unit(), context));
            }
        }
        if (asked.isEmpty()) {
            return Future.succeededFuture(Rewriting.apply(exchange, variants(assignments)));
        }
        return Future.all(asked).map(all -> {
            for (Future<@Nullable Assignment> one : asked) {
                Assignment assignment = one.result();
                if (assignment != null) {
                    assignments.add(assignment);
                }
            }
            return Rewriting.apply(exchange, variants(assignments));
        });
    }

    private static boolean isAsked(ExperimentDefinition experiment) {
        return experiment.stickiness() == Stickiness.PERSISTED && experiment.status() == ExperimentStatus.RUNNING;
    }

    private static boolean needsContext(ExperimentDefinition experiment) {
        return !experiment.targeting().isEmpty();
    }

    /** What targeting may look at, beside the unit. */
    private static Map<String, Object> context(Exchange exchange) {
        Map<String, Object> context = new HashMap<>();
        context.put("route", exchange.route().name());
        putUnlessNull(context, "model", exchange.call().model());
        putUnlessNull(context, "queryType", exchange.caller().queryType());
        putUnlessNull(context, "clientRegion", exchange.caller().region());
        return context;
    }

    private static void putUnlessNull(Map<String, Object> context, String key, @Nullable String value) {
        if (value != null) {
            context.put(key, value);
        }
    }

    /** Without those that leave the unit alone; in the order of their keys, so that the same request is rewritten alike. */
    private static Variants variants(List<Assignment> assignments) {
        List<Assignment> given = new ArrayList<>(assignments.size());
        for (Assignment assignment : assignments) {
            if (assignment.variant() != null) {
                given.add(assignment);
            }
        }
        if (given.isEmpty()) {
            return Variants.NONE;
        }
        given.sort((a, b) -> a.experiment().compareTo(b.experiment()));
        StringBuilder label = new StringBuilder();
        for (Assignment assignment : given) {
            label.append(label.isEmpty() ? "" : ", ")
                    .append(assignment.experiment())
                    .append('=')
                    .append(assignment.variant());
        }
        return new Variants(given, Rewriting.headers(given), label.toString());
    }
}
