package dev.courtside.experiment.flag;

import com.fasterxml.jackson.databind.JsonNode;
import dev.courtside.engine.experiment.FlagDefinition;
import dev.courtside.engine.experiment.FlagEvaluation;
import dev.courtside.engine.experiment.FlagEvaluator;
import dev.courtside.engine.experiment.FlagReason;
import dev.courtside.engine.experiment.FlagState;
import dev.courtside.experiment.change.Change;
import dev.courtside.experiment.change.Changes;
import dev.courtside.experiment.change.Documents;
import dev.courtside.experiment.change.Keys;
import dev.courtside.kit.page.Preconditions;
import dev.courtside.kit.problem.ProblemException;
import dev.courtside.kit.telemetry.LabelLimit;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What can be done with flags. */
@ApplicationScoped
public class FlagService {
    private static final int MOST_FLAGS_AS_LABELS = 500;

    private final FlagStore store;
    private final Changes changes;
    private final InstantSource clock;
    private final MeterRegistry meters;
    private final FlagEvaluator evaluator;
    private final LabelLimit labels;

    public FlagService(FlagStore store, Changes changes, InstantSource clock, MeterRegistry meters) {
        this.store = store;
        this.changes = changes;
        this.clock = clock;
        this.meters = meters;
        this.evaluator = new FlagEvaluator(clock);
        this.labels = new LabelLimit("flag", MOST_FLAGS_AS_LABELS, meters);
    }

    /** Creates a flag, changes it, or brings an archived one back. */
    Uni<Put> put(String actor, String key, FlagRequest request, @Nullable String ifMatch) {
        FlagDefinition definition = request.definition(Keys.check("key", key));
        return changes.write(() -> store.findById(key).chain(found -> {
            Preconditions.check(ifMatch, found == null ? 0 : found.version);
            FlagView before = found == null ? null : FlagView.of(found);
            FlagEntity flag = found == null ? created(key) : found;
            flag.definition = Documents.write(definition);
            flag.description = request.description();
            flag.owner = request.owner();
            flag.tags = Documents.write(request.tagsOrNone());
            flag.updatedAt = clock.instant();
            flag.archivedAt = null;
            Uni<FlagEntity> written =
                    found == null ? store.persist(flag) : Uni.createFrom().item(flag);
            return written.chain(saved -> recorded(actor, "put", before, saved))
                    .map(view -> new Put(view, found == null));
        }));
    }

    Uni<FlagView> get(String key) {
        return changes.read(() -> existing(key).map(FlagView::of));
    }

    Uni<List<FlagView>> list(String after, int most) {
        return changes.read(() -> store.after(after, most))
                .map(flags -> flags.stream().map(FlagView::of).toList());
    }

    Uni<FlagView> toggle(String actor, String key, boolean enabled, @Nullable String ifMatch) {
        return changes.write(() -> live(key).chain(flag -> {
            Preconditions.check(ifMatch, flag.version);
            FlagView before = FlagView.of(flag);
            FlagDefinition was = before.definition();
            flag.definition = Documents.write(new FlagDefinition(
                    key,
                    enabled ? FlagState.ENABLED : FlagState.DISABLED,
                    was.variants(),
                    was.defaultVariant(),
                    was.targeting()));
            flag.updatedAt = clock.instant();
            return recorded(actor, "toggle", before, flag);
        }));
    }

    Uni<FlagView> archive(String actor, String key, @Nullable String ifMatch) {
        return changes.write(() -> live(key).chain(flag -> {
            Preconditions.check(ifMatch, flag.version);
            FlagView before = FlagView.of(flag);
            flag.archivedAt = clock.instant();
            flag.updatedAt = flag.archivedAt;
            return recorded(actor, "archive", before, flag);
        }));
    }

    /** Whether a boolean flag is on for a unit. */
    Uni<EnabledView> enabled(String key, @Nullable String unit, Map<String, String> context) {
        return changes.read(() -> live(key)).map(flag -> {
            FlagEvaluation evaluation = evaluator.evaluate(FlagView.of(flag).definition(), unit, context);
            EnabledView view = switch (evaluation) {
                case FlagEvaluation.Resolved resolved ->
                    new EnabledView(truth(key, resolved.value()), resolved.reason());
                case FlagEvaluation.CodeDefault off -> new EnabledView(false, off.reason());
                case FlagEvaluation.Failed failed -> new EnabledView(false, FlagReason.ERROR);
            };
            meters.counter(
                            "courtside.flag.evaluations",
                            "flag",
                            labels.of(key),
                            "reason",
                            view.reason().name())
                    .increment();
            return view;
        });
    }

    private static boolean truth(String key, JsonNode value) {
        if (!value.isBoolean()) {
            throw ProblemException.unprocessable("key", "The flag '" + key + "' is not a boolean one.");
        }
        return value.booleanValue();
    }

    private Uni<FlagView> recorded(String actor, String action, @Nullable FlagView before, FlagEntity flag) {
        return changes.record(flag, saved -> new Change(actor, action, "flag", flag.key, before, FlagView.of(saved)))
                .map(FlagView::of);
    }

    private Uni<FlagEntity> existing(String key) {
        return store.findById(key).onItem().ifNull().failWith(() -> ProblemException.notFound("flag", key));
    }

    private Uni<FlagEntity> live(String key) {
        return existing(key).invoke(flag -> {
            if (flag.archivedAt != null) {
                throw ProblemException.notFound("flag", key);
            }
        });
    }

    private FlagEntity created(String key) {
        FlagEntity flag = new FlagEntity();
        flag.key = key;
        flag.createdAt = clock.instant();
        return flag;
    }

    /**
     * What a put did.
     *
     * @param created true if there was no such flag
     */
    record Put(FlagView flag, boolean created) {}
}
