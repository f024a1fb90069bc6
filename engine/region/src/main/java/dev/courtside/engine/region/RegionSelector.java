package dev.courtside.engine.region;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** In which order a request tries a deployment's regions. */
public final class RegionSelector {
    private static final Comparator<Region> BY_STATE_THEN_PRIORITY =
            Comparator.comparing((Region region) -> preference(region.state())).thenComparingInt(Region::priority);

    private RegionSelector() {}

    /**
     * The candidates, best first: the active region, then those that stand by, healthy before degraded before unknown, each by
     * priority. Left out are regions that drain, are in maintenance, are known to be unhealthy (unless active: then people or
     * the planner have not found a better one) or were ejected here. Where {@code autoFailover} is off nobody but a person moves
     * traffic, so only the active region is a candidate.
     *
     * <p>When nothing is left, ejected and unhealthy regions are the last resort: a request that may fail is better than one
     * that surely does. Regions in maintenance or draining are not even that, so the list is empty when there are no others.
     */
    public static List<RegionTarget> order(Deployment deployment, LocalEvidence evidence) {
        List<Region> allowed = allowed(deployment);
        List<RegionTarget> candidates = new ArrayList<>(allowed.size());
        for (Region region : allowed) {
            if (isCandidate(deployment, region) && !evidence.isEjected(region.name())) {
                candidates.add(region.target());
            }
        }
        if (candidates.isEmpty()) {
            for (Region region : allowed) {
                candidates.add(region.target());
            }
        }
        return List.copyOf(candidates);
    }

    private static List<Region> allowed(Deployment deployment) {
        List<Region> allowed = new ArrayList<>(deployment.regions().size());
        for (Region region : deployment.regions()) {
            boolean byThisDeployment = deployment.autoFailover() || isActive(deployment, region);
            if (region.status().mayServe() && byThisDeployment) {
                allowed.add(region);
            }
        }
        allowed.sort(Comparator.comparing((Region region) -> !isActive(deployment, region))
                .thenComparing(BY_STATE_THEN_PRIORITY));
        return allowed;
    }

    private static boolean isCandidate(Deployment deployment, Region region) {
        return isActive(deployment, region) || region.state() != HealthState.UNHEALTHY;
    }

    private static boolean isActive(Deployment deployment, Region region) {
        return region.name().equals(deployment.activeRegion());
    }

    private static int preference(HealthState state) {
        return switch (state) {
            case HEALTHY -> 0;
            case DEGRADED -> 1;
            case UNKNOWN -> 2;
            case UNHEALTHY -> 3;
        };
    }
}
