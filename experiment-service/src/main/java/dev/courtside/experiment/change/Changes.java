package dev.courtside.experiment.change;

import dev.courtside.kit.audit.AuditEntry;
import dev.courtside.kit.audit.AuditLog;
import dev.courtside.kit.database.Database;
import dev.courtside.kit.database.HibernateTx;
import dev.courtside.kit.id.UuidV7;
import dev.courtside.kit.outbox.CloudEvent;
import dev.courtside.kit.outbox.Outbox;
import dev.courtside.kit.problem.Problem;
import dev.courtside.kit.problem.ProblemException;
import dev.courtside.kit.problem.ProblemType;
import dev.courtside.kit.snapshot.SnapshotPublisher;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.OptimisticLockException;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hibernate.StaleObjectStateException;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Writes configuration: the change, its audit row, its event and the snapshot's new version commit together or not at
 * all.
 */
@ApplicationScoped
public class Changes {
    /** The kind of snapshot that every change gives a new version. */
    public static final String SNAPSHOT = "experiments";

    private final AuditLog audit;
    private final Outbox outbox;
    private final SnapshotPublisher snapshots;
    private final InstantSource clock;

    public Changes(AuditLog audit, Outbox outbox, SnapshotPublisher snapshots, InstantSource clock) {
        this.audit = audit;
        this.outbox = outbox;
        this.snapshots = snapshots;
        this.clock = clock;
    }

    /** Reads; a database out of reach becomes a 503 problem. */
    public <T> Uni<T> read(Supplier<Uni<T>> work) {
        return Panache.withSession(work).onFailure().transform(Changes::problemOf);
    }

    /**
     * Runs {@code work} in a transaction. Of two writers of the same row the later one gets a 412 problem, of two creators
     * of the same key a 409.
     */
    public <T> Uni<T> write(Supplier<Uni<T>> work) {
        return Panache.withTransaction(work)
                .onFailure()
                .transform(Changes::problemOf)
                .invoke(snapshots::changed);
    }

    /** Records a change that the transaction in progress has made. */
    public <T> Uni<T> record(T result, Function<T, Change> describe) {
        return Panache.getSession()
                .chain(session -> session.flush().chain(() -> {
                    Change change = describe.apply(result);
                    return record(session, change).replaceWith(result);
                }));
    }

    private Uni<Void> record(Mutiny.Session session, Change change) {
        HibernateTx tx = new HibernateTx(session);
        CloudEvent event = new CloudEvent(
                UuidV7.next().toString(),
                "courtside/experiment-service",
                "dev.courtside." + change.kind() + "." + change.action(),
                change.key(),
                clock.instant(),
                Map.of("actor", change.actor()));
        return audit.record(
                        tx,
                        AuditEntry.of(
                                change.actor(),
                                change.action(),
                                change.kind() + "s/" + change.key(),
                                change.before(),
                                change.after()))
                .chain(() -> outbox.append(tx, event))
                .chain(() -> snapshots.bump(tx, SNAPSHOT));
    }

    private static Throwable problemOf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case ProblemException known -> {
                    return known;
                }
                case OptimisticLockException lost -> {
                    return lostUpdate();
                }
                case StaleObjectStateException lost -> {
                    return lostUpdate();
                }
                case ConstraintViolationException twice
                when "23505".equals(twice.getSQLState()) -> {
                    return new ProblemException(Problem.of(ProblemType.CONFLICT, "There is one of this key already.")
                            .withField("key"));
                }
                default -> {}
            }
        }
        return Database.isOutage(failure)
                ? ProblemException.unavailable("The database cannot be reached; nothing was changed.", failure)
                : failure;
    }

    private static ProblemException lostUpdate() {
        return ProblemException.preconditionFailed(
                "Somebody else has changed it at the same time; nothing was changed.");
    }
}
