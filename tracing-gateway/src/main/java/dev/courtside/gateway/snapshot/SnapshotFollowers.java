package dev.courtside.gateway.snapshot;

import dev.courtside.engine.experiment.ExperimentSnapshot;
import dev.courtside.engine.region.RegionSnapshot;
import dev.courtside.gateway.price.PriceBook;
import dev.courtside.gateway.route.RouteTable;
import dev.courtside.kit.peer.Peer;
import dev.courtside.kit.security.KnownTokens;
import dev.courtside.kit.security.TokenSnapshot;
import dev.courtside.kit.snapshot.SnapshotFollower;
import dev.courtside.kit.snapshot.SnapshotVersion;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps {@link Snapshots} and the known tokens up to date: each kind starts from its copy on disk, so that a gateway
 * that starts with everything else dead serves what it served before.
 */
@Singleton
public class SnapshotFollowers {
    private final SnapshotFollower<RouteTable> routes;
    private final SnapshotFollower<PriceBook> prices;
    private final SnapshotFollower<TokenSnapshot> tokens;
    private final SnapshotFollower<ExperimentTable> experiments;
    private final SnapshotFollower<RegionTable> regions;

    @Inject
    SnapshotFollowers(FollowerFactory factory, OwnSnapshots own, Snapshots snapshots, KnownTokens known) {
        routes = factory.of("routes", own.source(own.routes()), own.routes()::parse, RouteTable.EMPTY);
        prices = factory.of("prices", own.source(own.prices()), own.prices()::parse, PriceBook.EMPTY);
        tokens = factory.of(TokenSnapshot.KIND, own.source(own.tokens()), TokenSnapshot::parse, TokenSnapshot.EMPTY);
        experiments = factory.of(
                "experiments",
                factory.publishedBy(Peer.EXPERIMENT),
                data -> new ExperimentTable(ExperimentSnapshot.parse(data)),
                ExperimentTable.EMPTY);
        regions = factory.of(
                "regions",
                factory.publishedBy(Peer.REGION),
                data -> new RegionTable(RegionSnapshot.parse(data)),
                RegionTable.EMPTY);
        routes.onChange(snapshots::routes);
        prices.onChange(snapshots::prices);
        tokens.onChange(known::replace);
        experiments.onChange(snapshots::experiments);
        regions.onChange(table -> snapshots.regions(table, epoch(regions.version())));
    }

    // before everything that answers requests
    void start(@Observes @Priority(50) StartupEvent event) {
        all().forEach(SnapshotFollower::start);
    }

    void stop(@Observes ShutdownEvent event) {
        all().forEach(SnapshotFollower::stop);
    }

    /** Every follower, in the order in which they are shown. */
    public List<SnapshotFollower<?>> all() {
        return List.of(tokens, routes, prices, experiments, regions);
    }

    SnapshotFollower<RouteTable> routes() {
        return routes;
    }

    private static long epoch(@Nullable SnapshotVersion version) {
        return version == null ? 0 : version.epoch();
    }
}
