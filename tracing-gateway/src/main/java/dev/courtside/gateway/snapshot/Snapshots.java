package dev.courtside.gateway.snapshot;

import dev.courtside.gateway.price.PriceBook;
import dev.courtside.gateway.route.RouteTable;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * What the data plane knows: one immutable table per kind, swapped whole when the control plane has a new version. Every
 * getter is one volatile read.
 */
@ApplicationScoped
public class Snapshots {
    private volatile RouteTable routes = RouteTable.EMPTY;
    private volatile PriceBook prices = PriceBook.EMPTY;

    public RouteTable routes() {
        return routes;
    }

    public PriceBook prices() {
        return prices;
    }
}
