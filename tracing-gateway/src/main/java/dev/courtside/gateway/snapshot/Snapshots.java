package dev.courtside.gateway.snapshot;

import dev.courtside.gateway.price.PriceBook;
import dev.courtside.gateway.route.RouteTable;
import jakarta.inject.Singleton;

/**
 * What the data plane knows: one immutable table per kind, swapped whole when the control plane has a new version. Every
 * getter is one volatile read.
 */
@Singleton // not ApplicationScoped: no proxy between the data path and the field
public class Snapshots {
    private volatile RouteTable routes = RouteTable.EMPTY;
    private volatile PriceBook prices = PriceBook.EMPTY;
    private volatile ExperimentTable experiments = ExperimentTable.EMPTY;
    private volatile RegionTable regions = RegionTable.EMPTY;
    private volatile long regionEpoch;

    public RouteTable routes() {
        return routes;
    }

    public PriceBook prices() {
        return prices;
    }

    public ExperimentTable experiments() {
        return experiments;
    }

    public RegionTable regions() {
        return regions;
    }

    /** The lease epoch of the regions in use; 0 before there are any. */
    public long regionEpoch() {
        return regionEpoch;
    }

    /**
     * Whether a model stands in any configuration: a price, a route, or a variant that is being served. Only such names
     * may become metric labels; clients can ask for anything.
     */
    public boolean knowsModel(String model) {
        return prices.knows(model) || routes.namesModel(model) || experiments.namesModel(model);
    }

    void routes(RouteTable newer) {
        routes = newer;
    }

    void prices(PriceBook newer) {
        prices = newer;
    }

    void experiments(ExperimentTable newer) {
        experiments = newer;
    }

    void regions(RegionTable newer, long epoch) {
        regions = newer;
        regionEpoch = epoch;
    }
}
