package dev.courtside.gateway.region;

import dev.courtside.engine.region.Deployment;
import dev.courtside.engine.region.Region;
import dev.courtside.engine.region.RegionSelector;
import dev.courtside.engine.region.RegionStatus;
import dev.courtside.engine.region.RegionTarget;
import dev.courtside.gateway.snapshot.Snapshots;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Chooses the region of each attempt from the last snapshot and from what was seen here since. */
@Singleton
public class RegionChoice {
    private final Snapshots snapshots;
    private final LocalHealth health;
    private final SessionRegions sessions;

    public RegionChoice(Snapshots snapshots, LocalHealth health, SessionRegions sessions) {
        this.snapshots = snapshots;
        this.health = health;
        this.sessions = sessions;
    }

    /** What connecting has shown, to be told of every attempt. */
    public LocalHealth health() {
        return health;
    }

    /** Which region holds which session, to be told of every new one. */
    public SessionRegions sessions() {
        return sessions;
    }

    /**
     * The best region that was not tried yet, or null where none is left.
     *
     * @param deployment its id
     * @param preferred the region that holds the client's session, or null. It goes first, even while it is being drained
     * @param tried regions of earlier attempts of the same exchange
     */
    public @Nullable RegionTarget next(String deployment, @Nullable String preferred, Set<String> tried) {
        Deployment known = snapshots.regions().deployment(deployment);
        if (known == null) {
            return null;
        }
        if (preferred != null && !tried.contains(preferred)) {
            RegionTarget target = holder(known, preferred);
            if (target != null) {
                return target;
            }
        }
        List<RegionTarget> order = RegionSelector.order(known, region -> isOut(deployment, region, tried));
        for (int i = 0; i < order.size(); i++) {
            RegionTarget target = order.get(i);
            if (!tried.contains(target.name())) {
                return target;
            }
        }
        return null;
    }

    // a region that was tried is out, so that the selector's last resort offers the others
    private boolean isOut(String deployment, String region, Set<String> tried) {
        return tried.contains(region) || health.isEjected(deployment, region);
    }

    private @Nullable RegionTarget holder(Deployment deployment, String preferred) {
        Region region = deployment.region(preferred).orElse(null);
        if (region == null || region.status() == RegionStatus.MAINTENANCE) {
            return null;
        }
        return health.isEjected(deployment.id(), preferred) ? null : region.target();
    }
}
