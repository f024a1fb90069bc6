package dev.courtside.kit.security;

import dev.courtside.kit.config.CourtsideConfig;
import dev.courtside.kit.peer.Peer;
import dev.courtside.kit.peer.PeerClient;
import dev.courtside.kit.snapshot.HttpSnapshotSource;
import dev.courtside.kit.snapshot.SnapshotFollower;
import dev.courtside.kit.snapshot.SnapshotStatus;
import dev.courtside.kit.status.SnapshotAcceptor;
import dev.courtside.kit.status.StatusContributor;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Follows the gateway's token snapshot in every service but the gateway, which owns the tokens. */
@ApplicationScoped
public class TokenFollower implements StatusContributor, SnapshotAcceptor {
    private final SnapshotFollower<TokenSnapshot> follower;
    private final boolean follows;

    public TokenFollower(
            CourtsideConfig config, PeerClient peers, KnownTokens tokens, Vertx vertx, MeterRegistry meters) {
        this.follows = !config.service().equals(Peer.GATEWAY.configName());
        this.follower = new SnapshotFollower<>(
                TokenSnapshot.KIND,
                new HttpSnapshotSource(peers, Peer.GATEWAY, "/v1/tokens/snapshot"),
                TokenSnapshot::parse,
                TokenSnapshot.EMPTY,
                config.dataDir().resolve("snapshots"),
                vertx);
        follower.onChange(tokens::replace);
        if (follows) {
            follower.measuredBy(meters);
        }
    }

    void start(@Observes @Priority(100) StartupEvent started) {
        if (follows) {
            follower.start();
        }
    }

    void stop(@Observes ShutdownEvent stopping) {
        if (follows) {
            follower.stop();
        }
    }

    /** The follower, or null in the gateway. */
    public @Nullable SnapshotFollower<TokenSnapshot> follower() {
        return follows ? follower : null;
    }

    @Override
    public String section() {
        return "snapshots";
    }

    @Override
    public List<SnapshotStatus> entries() {
        return follows ? List.of(follower.status()) : List.of();
    }

    @Override
    public List<String> kinds() {
        return follows ? List.of(TokenSnapshot.KIND) : List.of();
    }

    @Override
    public boolean accept(String kind) {
        return follower.accept();
    }
}
