package dev.courtside.experiment.metric;

import dev.courtside.engine.experiment.decision.Direction;
import dev.courtside.experiment.change.Change;
import dev.courtside.experiment.change.Changes;
import dev.courtside.experiment.change.Keys;
import dev.courtside.kit.page.Preconditions;
import dev.courtside.kit.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be done with metrics. */
@ApplicationScoped
public class MetricService {
    private final MetricStore store;
    private final Changes changes;
    private final InstantSource clock;

    public MetricService(MetricStore store, Changes changes, InstantSource clock) {
        this.store = store;
        this.changes = changes;
        this.clock = clock;
    }

    /** Creates or changes a metric. Its type stays: the sums of its outcomes mean nothing under another one. */
    Uni<Put> put(String actor, String key, MetricRequest request, @Nullable String ifMatch) {
        Keys.check("key", key);
        MetricType type = request.requiredType();
        Direction direction = request.requiredDirection();
        String description = request.checkedDescription();
        return changes.write(() -> store.findById(key).chain(found -> {
            Preconditions.check(ifMatch, found == null ? 0 : found.version);
            if (found != null && !found.type.equals(type.wireName())) {
                throw ProblemException.unprocessable(
                        "type", "The metric is a " + found.type + " and stays one; make another metric.");
            }
            MetricView before = found == null ? null : MetricView.of(found);
            MetricEntity metric = found == null ? created(key, type) : found;
            metric.direction = switch (direction) {
                case INCREASE -> "increase";
                case DECREASE -> "decrease";
            };
            metric.description = description;
            metric.updatedAt = clock.instant();
            Uni<MetricEntity> written =
                    found == null ? store.persist(metric) : Uni.createFrom().item(metric);
            return written.chain(saved -> changes.record(
                            saved, done -> new Change(actor, "put", "metric", key, before, MetricView.of(done))))
                    .map(saved -> new Put(MetricView.of(saved), found == null));
        }));
    }

    Uni<MetricView> get(String key) {
        return changes.read(() -> store.findById(key))
                .onItem()
                .ifNull()
                .failWith(() -> ProblemException.notFound("metric", key))
                .map(MetricView::of);
    }

    Uni<List<MetricView>> list(String after, int most) {
        return changes.read(() -> store.after(after, most))
                .map(metrics -> metrics.stream().map(MetricView::of).toList());
    }

    private MetricEntity created(String key, MetricType type) {
        MetricEntity metric = new MetricEntity();
        metric.key = key;
        metric.type = type.wireName();
        metric.createdAt = clock.instant();
        return metric;
    }

    /**
     * What a put did.
     *
     * @param created true if there was no such metric
     */
    record Put(MetricView metric, boolean created) {}
}
