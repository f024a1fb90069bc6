package dev.courtside.experiment.metric;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;

/** Metrics in the database. */
@ApplicationScoped
public class MetricStore implements PanacheRepositoryBase<MetricEntity, String> {

    Uni<List<MetricEntity>> after(String key, int most) {
        return find("key > ?1 order by key", key).page(0, most).list();
    }

    /** How many of these keys there are. */
    public Uni<List<String>> known(Collection<String> keys) {
        return find("key in ?1", keys)
                .list()
                .map(found -> found.stream().map(metric -> metric.key).toList());
    }
}
