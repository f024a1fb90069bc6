package dev.courtside.kit.snapshot;

import dev.courtside.kit.database.Database;
import dev.courtside.kit.database.Tx;
import dev.courtside.kit.problem.ProblemException;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Publishes a service's snapshots: whole copies by GET with an entity tag, and their versions as server-sent events.
 *
 * <p>A writer calls {@link #bump} in the transaction that changes the data. Every replica looks at the version rows
 * four times a second (and at once where it wrote itself, see {@link #changed}), renders a kind whose version moved and
 * tells its streams. With Postgres dead the last copies are served on.
 */
@ApplicationScoped
public class SnapshotPublisher {
    private static final Logger LOG = Logger.getLogger(SnapshotPublisher.class);
    private static final long LOOK_MILLIS = 250;

    private static final String BUMP = """
            insert into snapshot_version (kind, generation, epoch, version)
            values ($1, (select generation from installation), $2, 1)
            on conflict (kind) do update
              set epoch = greatest(snapshot_version.epoch, excluded.epoch), version = snapshot_version.version + 1
            """;
    private static final String VERSIONS = """
            select k.kind, i.generation, coalesce(v.epoch, 0) as epoch, coalesce(v.version, 0) as version
            from unnest($1::text[]) as k(kind) cross join installation i left join snapshot_version v on v.kind = k.kind
            """;

    private final Database database;
    private final Vertx vertx;
    private final Map<String, PublishedKind> kinds = new LinkedHashMap<>();
    private final AtomicBoolean looking = new AtomicBoolean();

    public SnapshotPublisher(Database database, Vertx vertx, @All List<SnapshotContent> contents) {
        this.database = database;
        this.vertx = vertx;
        contents.forEach(content -> kinds.put(content.kind(), new PublishedKind(content)));
    }

    void start(@Observes StartupEvent started) {
        if (!kinds.isEmpty()) {
            changed();
            vertx.setPeriodic(LOOK_MILLIS, timer -> changed());
        }
    }

    /** Streams never end by themselves, and a graceful shutdown would wait its whole time for them. */
    void endStreams(@Observes ShutdownDelayInitiatedEvent stopping) {
        kinds.values().forEach(PublishedKind::endStreams);
    }

    /** Raises a kind's version as part of {@code tx}; concurrent writers of one kind wait for each other. */
    public Uni<Void> bump(Tx tx, String kind) {
        return bump(tx, kind, 0);
    }

    /** @param epoch of the lease under which the change is made; a version's epoch never goes down */
    public Uni<Void> bump(Tx tx, String kind, long epoch) {
        return tx.execute(BUMP, kind, epoch).replaceWithVoid();
    }

    /** Looks for new versions now; to be called after a commit so that streams hear of it without delay. */
    public void changed() {
        if (!looking.compareAndSet(false, true)) {
            return;
        }
        Tuple names = Tuple.of(kinds.keySet().toArray(String[]::new));
        database.withConnection(connection -> connection.preparedQuery(VERSIONS).execute(names))
                .onItem()
                .transformToMulti(rows -> Multi.createFrom().iterable(rows))
                .onItem()
                .transformToUniAndConcatenate(this::refresh)
                .onTermination()
                .invoke(() -> looking.set(false))
                .subscribe()
                .with(done -> {}, failure -> LOG.debugf("snapshot versions: %s", failure.getMessage()));
    }

    private Uni<Void> refresh(Row row) {
        PublishedKind kind = kinds.get(row.getString("kind"));
        SnapshotVersion version =
                new SnapshotVersion(row.getUUID("generation"), row.getLong("epoch"), row.getLong("version"));
        return kind == null ? Uni.createFrom().voidItem() : kind.refreshTo(version);
    }

    /** 200 with the snapshot and its entity tag, or 304; a 503 problem before the first copy could be read. */
    public Uni<Response> get(String kind, @Nullable String ifNoneMatch) {
        Envelope copy = published(kind).current();
        if (copy == null) {
            changed();
            return Uni.createFrom()
                    .failure(ProblemException.unavailable(
                            "The snapshot of " + kind + " has not been read from the database yet.", null));
        }
        if (copy.version().matches(ifNoneMatch)) {
            return Uni.createFrom()
                    .item(Response.notModified()
                            .header(HttpHeaders.ETAG, copy.version().etag())
                            .build());
        }
        return Uni.createFrom()
                .item(Response.ok(copy.toBytes(), MediaType.APPLICATION_JSON_TYPE)
                        .header(HttpHeaders.ETAG, copy.version().etag())
                        .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                        .build());
    }

    /** The present version at once, every later one, and a heartbeat comment every 5 seconds. */
    public Multi<OutboundSseEvent> stream(String kind, Sse sse) {
        return published(kind).versions(sse);
    }

    /** The generation and numbers of the copy that is served now, or null before the first. */
    public @Nullable SnapshotVersion version(String kind) {
        Envelope copy = published(kind).current();
        return copy == null ? null : copy.version();
    }

    private PublishedKind published(String kind) {
        PublishedKind found = kinds.get(kind);
        if (found == null) {
            throw ProblemException.notFound("snapshot", kind);
        }
        return found;
    }
}
