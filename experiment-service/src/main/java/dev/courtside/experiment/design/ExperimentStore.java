package dev.courtside.experiment.design;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Experiments in the database, for those who edit them. */
@ApplicationScoped
public class ExperimentStore implements PanacheRepositoryBase<ExperimentEntity, UUID> {
    private static final long STARTS = 0x7374617274L;

    Uni<ExperimentEntity> ofKey(String key) {
        return find("key", key).firstResult();
    }

    Uni<List<ExperimentEntity>> after(String key, int most) {
        return find("status <> 'archived' and key > ?1 order by key", key)
                .page(0, most)
                .list();
    }

    /** Lets one transaction after the other start experiments, so that two can't start past each other's check. */
    Uni<Void> lockStarts() {
        return getSession()
                .chain(session -> session.createNativeQuery(
                                "select count(pg_advisory_xact_lock(" + STARTS + "))", Long.class)
                        .getSingleResult())
                .replaceWithVoid();
    }

    /** Those that rewrite requests. */
    Uni<List<ExperimentEntity>> live() {
        return list("status in ('running', 'paused')");
    }
}
