package dev.courtside.gateway.snapshot;

import dev.courtside.gateway.price.PriceSnapshotContent;
import dev.courtside.gateway.route.RouteSnapshotContent;
import dev.courtside.gateway.token.TokenSnapshotContent;
import dev.courtside.kit.database.Database;
import dev.courtside.kit.snapshot.SnapshotContent;
import dev.courtside.kit.snapshot.SnapshotPublisher;
import dev.courtside.kit.snapshot.SnapshotSource;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** What the gateway owns and every replica of it follows. */
@Singleton
class OwnSnapshots {
    private final Database database;
    private final SnapshotPublisher publisher;
    private final RouteSnapshotContent routes;
    private final PriceSnapshotContent prices;
    private final TokenSnapshotContent tokens;

    @Inject
    OwnSnapshots(
            Database database,
            SnapshotPublisher publisher,
            RouteSnapshotContent routes,
            PriceSnapshotContent prices,
            TokenSnapshotContent tokens) {
        this.database = database;
        this.publisher = publisher;
        this.routes = routes;
        this.prices = prices;
        this.tokens = tokens;
    }

    RouteSnapshotContent routes() {
        return routes;
    }

    PriceSnapshotContent prices() {
        return prices;
    }

    TokenSnapshotContent tokens() {
        return tokens;
    }

    SnapshotSource source(SnapshotContent content) {
        return new OwnSnapshotSource(database, publisher, content);
    }
}
