package dev.courtside.experiment.design;

import dev.courtside.engine.experiment.ExperimentDefinition;
import dev.courtside.engine.experiment.ExperimentState;
import dev.courtside.experiment.change.Change;
import dev.courtside.experiment.change.Changes;
import dev.courtside.experiment.change.Documents;
import dev.courtside.experiment.metric.MetricStore;
import dev.courtside.kit.id.UuidV7;
import dev.courtside.kit.page.Preconditions;
import dev.courtside.kit.problem.Problem;
import dev.courtside.kit.problem.ProblemException;
import dev.courtside.kit.problem.ProblemType;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What can be done with experiments. */
@ApplicationScoped
public class ExperimentService {
    private final ExperimentStore store;
    private final MetricStore metrics;
    private final Changes changes;
    private final InstantSource clock;

    public ExperimentService(ExperimentStore store, MetricStore metrics, Changes changes, InstantSource clock) {
        this.store = store;
        this.metrics = metrics;
        this.changes = changes;
        this.clock = clock;
    }

    /** Writes a draft. */
    Uni<ExperimentView> create(String actor, ExperimentRequest request) {
        // random, so that nobody can choose users by choosing a key
        ExperimentDefinition definition = request.definition(UUID.randomUUID().toString());
        return changes.write(() -> store.ofKey(definition.key())
                .invoke(found -> {
                    if (found != null) {
                        throw new ProblemException(Problem.of(
                                        ProblemType.CONFLICT,
                                        "There is an experiment '" + definition.key() + "' already.")
                                .withField("key"));
                    }
                })
                .chain(() -> checkMetrics(request))
                .chain(() -> store.persist(drafted(definition, request)))
                .chain(saved -> recorded(actor, "create", null, saved)));
    }

    Uni<ExperimentView> get(String key) {
        return changes.read(() -> existing(key).map(ExperimentView::of));
    }

    Uni<List<ExperimentView>> list(String after, int most) {
        return changes.read(() -> store.after(after, most))
                .map(found -> found.stream().map(ExperimentView::of).toList());
    }

    /** Begins to enrol, unless another live experiment writes the same field on one of the routes. */
    Uni<ExperimentView> start(String actor, String key, @Nullable String ifMatch) {
        return change(actor, "start", key, ifMatch, true, state -> switch (state) {
            case ExperimentState.Draft draft -> draft.start(clock.instant());
            case ExperimentState.Running running -> throw not(running, "started");
            case ExperimentState.Paused paused -> throw not(paused, "started");
            case ExperimentState.Decided decided -> throw not(decided, "started");
            case ExperimentState.Archived archived -> throw not(archived, "started");
        });
    }

    /** Serves everybody the control until it resumes. */
    Uni<ExperimentView> pause(String actor, String key, @Nullable String ifMatch) {
        return change(actor, "pause", key, ifMatch, false, state -> switch (state) {
            case ExperimentState.Running running -> running.pause(clock.instant());
            case ExperimentState.Draft draft -> throw not(draft, "paused");
            case ExperimentState.Paused paused -> throw not(paused, "paused");
            case ExperimentState.Decided decided -> throw not(decided, "paused");
            case ExperimentState.Archived archived -> throw not(archived, "paused");
        });
    }

    /** Enrols again. */
    Uni<ExperimentView> resume(String actor, String key, @Nullable String ifMatch) {
        return change(actor, "resume", key, ifMatch, false, state -> switch (state) {
            case ExperimentState.Paused paused -> paused.resume();
            case ExperimentState.Draft draft -> throw not(draft, "resumed");
            case ExperimentState.Running running -> throw not(running, "resumed");
            case ExperimentState.Decided decided -> throw not(decided, "resumed");
            case ExperimentState.Archived archived -> throw not(archived, "resumed");
        });
    }

    /** Ends it. */
    Uni<ExperimentView> stop(String actor, String key, @Nullable String ifMatch, @Nullable String winner) {
        Instant now = clock.instant();
        return changes.write(() -> existing(key).chain(experiment -> {
            if (winner != null && experiment.definition().variant(winner).isEmpty()) {
                throw ProblemException.unprocessable("winner", "is none of the variants");
            }
            return changed(actor, "stop", experiment, ifMatch, state -> switch (state) {
                case ExperimentState.Running running -> running.stop(winner, now);
                case ExperimentState.Paused paused -> paused.stop(winner, now);
                case ExperimentState.Draft draft -> throw not(draft, "stopped");
                case ExperimentState.Decided decided -> throw not(decided, "stopped");
                case ExperimentState.Archived archived -> throw not(archived, "stopped");
            });
        }));
    }

    /** Puts away a draft or what has ended. */
    Uni<ExperimentView> archive(String actor, String key, @Nullable String ifMatch) {
        return change(actor, "archive", key, ifMatch, false, state -> switch (state) {
            case ExperimentState.Draft draft -> draft.archive(clock.instant());
            case ExperimentState.Decided decided -> decided.archive(clock.instant());
            case ExperimentState.Running running -> throw not(running, "archived");
            case ExperimentState.Paused paused -> throw not(paused, "archived");
            case ExperimentState.Archived archived -> throw not(archived, "archived");
        });
    }

    private static ProblemException not(ExperimentState state, String participle) {
        return ProblemException.conflict(
                "The experiment is " + state.status().wireName() + " and can't be " + participle + ".");
    }

    private Uni<ExperimentView> change(
            String actor,
            String action,
            String key,
            @Nullable String ifMatch,
            boolean rewrites,
            UnaryOperator<ExperimentState> transition) {
        return changes.write(() -> existing(key).chain(experiment -> {
            Uni<Void> permitted =
                    rewrites ? checkConflicts(experiment) : Uni.createFrom().voidItem();
            return permitted.chain(() -> changed(actor, action, experiment, ifMatch, transition));
        }));
    }

    private Uni<ExperimentView> changed(
            String actor,
            String action,
            ExperimentEntity experiment,
            @Nullable String ifMatch,
            UnaryOperator<ExperimentState> transition) {
        Preconditions.check(ifMatch, experiment.version);
        ExperimentView before = ExperimentView.of(experiment);
        experiment.become(transition.apply(experiment.state()));
        experiment.updatedAt = clock.instant();
        return recorded(actor, action, before, experiment);
    }

    private Uni<Void> checkConflicts(ExperimentEntity starting) {
        ExperimentDefinition own = starting.definition();
        return store.lockStarts()
                .chain(store::live)
                .invoke(live -> {
                    for (ExperimentEntity other : live) {
                        if (!other.key.equals(own.key())) {
                            RewrittenFields.conflict(own, other.definition()).ifPresent(field -> {
                                throw ProblemException.unprocessable(
                                        "routes",
                                        "The experiment '" + other.key + "' is live and writes " + field
                                                + " on the same route: stop it first.");
                            });
                        }
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Void> checkMetrics(ExperimentRequest request) {
        List<String> wanted = new ArrayList<>(request.guardrailsOrNone());
        if (request.primaryMetric() != null) {
            wanted.add(request.primaryMetric());
        }
        if (wanted.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return metrics.known(wanted)
                .invoke(known -> {
                    if (request.primaryMetric() != null && !known.contains(request.primaryMetric())) {
                        throw ProblemException.unprocessable(
                                "primaryMetric", "is no metric; PUT /v1/metrics/{key} makes one");
                    }
                    if (!known.containsAll(request.guardrailsOrNone())) {
                        throw ProblemException.unprocessable(
                                "guardrails", "names a metric that there is not; PUT /v1/metrics/{key} makes one");
                    }
                })
                .replaceWithVoid();
    }

    private ExperimentEntity drafted(ExperimentDefinition definition, ExperimentRequest request) {
        ExperimentEntity experiment = new ExperimentEntity();
        experiment.id = UuidV7.next();
        experiment.define(definition);
        experiment.become(new ExperimentState.Draft());
        experiment.name = request.nameOrKey();
        experiment.primaryMetric = request.primaryMetric();
        experiment.guardrails = Documents.write(request.guardrailsOrNone());
        experiment.createdAt = clock.instant();
        experiment.updatedAt = experiment.createdAt;
        return experiment;
    }

    private Uni<ExperimentView> recorded(
            String actor, String action, @Nullable ExperimentView before, ExperimentEntity experiment) {
        return changes.record(
                        experiment,
                        saved -> new Change(actor, action, "experiment", saved.key, before, ExperimentView.of(saved)))
                .map(ExperimentView::of);
    }

    private Uni<ExperimentEntity> existing(String key) {
        return store.ofKey(key).onItem().ifNull().failWith(() -> ProblemException.notFound("experiment", key));
    }
}
