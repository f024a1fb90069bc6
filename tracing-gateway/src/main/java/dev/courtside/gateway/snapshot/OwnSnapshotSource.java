package dev.courtside.gateway.snapshot;

import dev.courtside.kit.database.Database;
import dev.courtside.kit.snapshot.SnapshotContent;
import dev.courtside.kit.snapshot.SnapshotPublisher;
import dev.courtside.kit.snapshot.SnapshotSource;
import dev.courtside.kit.snapshot.SnapshotVersion;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway itself owns, from its own database: the same protocol and the same copies on disk as for what other
 * services own. New versions are heard of through the publisher, which looks at the version rows anyway.
 *
 * @param content renders the rows
 */
record OwnSnapshotSource(Database database, SnapshotPublisher publisher, SnapshotContent content)
        implements SnapshotSource {
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final String VERSION = """
            SELECT i.generation, coalesce(v.epoch, 0) AS epoch, coalesce(v.version, 0) AS version
            FROM installation i LEFT JOIN snapshot_version v ON v.kind = $1""";

    @Override
    public Uni<byte @Nullable []> fetch(@Nullable SnapshotVersion have) {
        // the version before the rows: the rows may be newer than it says, never older
        return database.withConnection(sql -> sql.preparedQuery(VERSION).execute(Tuple.of(content.kind())))
                .map(OwnSnapshotSource::version)
                .flatMap(version -> {
                    if (version.equals(have)) {
                        return Uni.createFrom().nullItem();
                    }
                    return content.render().map(data -> SnapshotSource.envelope(content.kind(), version, data));
                });
    }

    @Override
    public Multi<SnapshotVersion> versions() {
        return Multi.createFrom()
                .ticks()
                .every(LOOK)
                .onOverflow()
                .drop()
                .map(tick -> Optional.ofNullable(publisher.version(content.kind())))
                .filter(Optional::isPresent)
                .map(Optional::get)
                .skip()
                .repetitions();
    }

    private static SnapshotVersion version(RowSet<Row> rows) {
        Row row = rows.iterator().next();
        return new SnapshotVersion(row.getUUID("generation"), row.getLong("epoch"), row.getLong("version"));
    }
}
