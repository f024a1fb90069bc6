package dev.courtside.region.deployment;

import dev.courtside.kit.audit.AuditEntry;
import dev.courtside.kit.audit.AuditLog;
import dev.courtside.kit.database.Database;
import dev.courtside.kit.database.HibernateTx;
import dev.courtside.kit.page.Cursors;
import dev.courtside.kit.page.Page;
import dev.courtside.kit.page.Preconditions;
import dev.courtside.kit.problem.ProblemException;
import dev.courtside.kit.snapshot.SnapshotPublisher;
import dev.courtside.region.snapshot.RegionSnapshotContent;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Edits and reads deployments. An edit, the first state of new regions, the audit entry and the new snapshot version are
 * one transaction; a file is one transaction as a whole.
 */
@ApplicationScoped
class DeploymentService {
    private final Database database;
    private final DeploymentStore store;
    private final DeploymentReader reader;
    private final AuditLog audit;
    private final SnapshotPublisher publisher;
    private final InstantSource clock;

    DeploymentService(
            Database database,
            DeploymentStore store,
            DeploymentReader reader,
            AuditLog audit,
            SnapshotPublisher publisher,
            InstantSource clock) {
        this.database = database;
        this.store = store;
        this.reader = reader;
        this.audit = audit;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** What a write did. */
    enum Result {
        CREATED,
        UPDATED,
        UNCHANGED
    }

    Uni<Page<DeploymentView>> list(@Nullable String cursor, int limit) {
        String after = Cursors.decode(cursor);
        return database.withConnection(sql -> reader.page(sql, after, limit + 1))
                .map(found -> found.stream()
                        .map(each -> DeploymentView.of(each, clock.instant()))
                        .toList())
                .map(found -> Cursors.page(found, limit, DeploymentView::id));
    }

    Uni<Result> put(DeploymentDefinition wanted, @Nullable String ifMatch, String actor) {
        return inTransaction(session -> write(session, wanted, ifMatch, actor));
    }

    /** All or none; in the order of their ids, so that two files can't wait for each other. */
    Uni<List<Result>> putAll(List<DeploymentDefinition> wanted, String actor) {
        return inTransaction(session -> Multi.createFrom()
                .iterable(wanted.stream()
                        .sorted(Comparator.comparing(DeploymentDefinition::id))
                        .toList())
                .onItem()
                .transformToUniAndConcatenate(each -> write(session, each, null, actor))
                .collect()
                .asList());
    }

    Uni<Void> delete(String id, @Nullable String ifMatch, String actor) {
        return inTransaction(session -> store.lockActiveRegion(session, id)
                .chain(() -> store.findById(id))
                .flatMap(entity -> {
                    if (entity == null) {
                        throw ProblemException.notFound("deployment", id);
                    }
                    Preconditions.check(ifMatch, entity.version + 1);
                    HibernateTx tx = new HibernateTx(session);
                    return store.remove(tx, entity, clock.instant())
                            .call(() -> audit.record(
                                    tx,
                                    AuditEntry.of(
                                            actor,
                                            "deployment.delete",
                                            "deployments/" + id,
                                            DefinitionJson.of(entity),
                                            null)))
                            .call(() -> publisher.bump(tx, RegionSnapshotContent.KIND));
                }));
    }

    private Uni<Result> write(
            Mutiny.Session session, DeploymentDefinition wanted, @Nullable String ifMatch, String actor) {
        HibernateTx tx = new HibernateTx(session);
        return store.lockActiveRegion(session, wanted.id())
                .flatMap(active -> store.findById(wanted.id()).flatMap(entity -> {
                    Preconditions.check(ifMatch, entity == null ? 0 : entity.version + 1);
                    if (entity == null) {
                        return store.create(tx, wanted, clock.instant())
                                .call(() -> log(tx, "deployment.create", actor, null, wanted))
                                .replaceWith(Result.CREATED);
                    }
                    if (DeploymentStore.isAsWanted(entity, wanted)) {
                        return Uni.createFrom().item(Result.UNCHANGED);
                    }
                    if (active != null && !wanted.hasRegion(active)) {
                        throw ProblemException.conflict("Region '" + active + "' of deployment '" + wanted.id()
                                + "' serves now; move its traffic away before it is removed.");
                    }
                    Object before = DefinitionJson.of(entity);
                    return store.update(tx, entity, wanted, clock.instant())
                            .call(() -> log(tx, "deployment.update", actor, before, wanted))
                            .replaceWith(Result.UPDATED);
                }));
    }

    private Uni<Void> log(
            HibernateTx tx, String action, String actor, @Nullable Object before, DeploymentDefinition wanted) {
        return audit.record(
                        tx,
                        AuditEntry.of(actor, action, "deployments/" + wanted.id(), before, DefinitionJson.of(wanted)))
                .chain(() -> publisher.bump(tx, RegionSnapshotContent.KIND));
    }

    private <T> Uni<T> inTransaction(Function<Mutiny.Session, Uni<T>> work) {
        return Panache.withTransaction(() -> Panache.getSession().flatMap(work::apply))
                .onFailure(Database::isOutage)
                .transform(failure ->
                        ProblemException.unavailable("The database cannot be reached; nothing was changed.", failure))
                .onFailure(DeploymentService::isCollision)
                .transform(failure -> ProblemException.conflict("Somebody else wrote the same deployment just now."))
                .invoke(publisher::changed);
    }

    private static boolean isCollision(Throwable failure) {
        return failure instanceof ConstraintViolationException
                || failure instanceof PersistenceException
                        && failure.getCause() instanceof ConstraintViolationException;
    }
}
