package dev.courtside.gateway.snapshot;

import dev.courtside.engine.region.Deployment;
import dev.courtside.engine.region.RegionSnapshot;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The deployments and their regions by id. Immutable. */
public final class RegionTable {
    /** No deployments: nothing can be forwarded. */
    public static final RegionTable EMPTY = new RegionTable(RegionSnapshot.EMPTY);

    private final Map<String, Deployment> byId = new HashMap<>();

    public RegionTable(RegionSnapshot snapshot) {
        snapshot.deployments().forEach(deployment -> byId.put(deployment.id(), deployment));
    }

    /** The deployment of that id, or null. */
    public @Nullable Deployment deployment(String id) {
        return byId.get(id);
    }
}
