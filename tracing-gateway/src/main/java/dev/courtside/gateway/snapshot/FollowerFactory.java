package dev.courtside.gateway.snapshot;

import dev.courtside.kit.config.CourtsideConfig;
import dev.courtside.kit.peer.Peer;
import dev.courtside.kit.peer.PeerClient;
import dev.courtside.kit.snapshot.HttpSnapshotSource;
import dev.courtside.kit.snapshot.SnapshotFollower;
import dev.courtside.kit.snapshot.SnapshotSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.function.Function;

/** Makes measured followers that keep their copies in {@code <data-dir>/snapshots}. */
@Singleton
class FollowerFactory {
    private final Path directory;
    private final PeerClient peers;
    private final Vertx vertx;
    private final MeterRegistry meters;

    @Inject
    FollowerFactory(CourtsideConfig config, PeerClient peers, Vertx vertx, MeterRegistry meters) {
        this.directory = config.dataDir().resolve("snapshots");
        this.peers = peers;
        this.vertx = vertx;
        this.meters = meters;
    }

    <T> SnapshotFollower<T> of(String kind, SnapshotSource source, Function<byte[], T> parser, T empty) {
        return new SnapshotFollower<>(kind, source, parser, empty, directory, vertx).measuredBy(meters);
    }

    /** What {@code peer} publishes under {@code /v1/snapshot}. */
    SnapshotSource publishedBy(Peer peer) {
        return new HttpSnapshotSource(peers, peer, "/v1/snapshot");
    }
}
