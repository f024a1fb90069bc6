package dev.courtside.experiment.flag;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Flags in the database. */
@ApplicationScoped
public class FlagStore implements PanacheRepositoryBase<FlagEntity, String> {

    /** Up to {@code most} flags that are not archived, by key, after {@code key}. */
    Uni<List<FlagEntity>> after(String key, int most) {
        return find("archivedAt is null and key > ?1 order by key", key)
                .page(0, most)
                .list();
    }
}
