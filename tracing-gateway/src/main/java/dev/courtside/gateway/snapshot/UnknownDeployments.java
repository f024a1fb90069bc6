package dev.courtside.gateway.snapshot;

import dev.courtside.gateway.route.RouteDefinition;
import dev.courtside.kit.status.StatusContributor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Warns in {@code GET /v1/status} of routes whose deployment region-service does not know. Such routes may be written,
 * since the deployment may follow, but they answer nothing until then.
 */
@ApplicationScoped
public class UnknownDeployments implements StatusContributor {
    private final Snapshots snapshots;

    @Inject
    public UnknownDeployments(Snapshots snapshots) {
        this.snapshots = snapshots;
    }

    /**
     * @param name {@code deployment <id>}
     * @param up always false: the ones that are known are not listed
     * @param routes that need it
     */
    record Entry(String name, boolean up, List<String> routes) {}

    @Override
    public String section() {
        return "dependencies";
    }

    @Override
    public List<Entry> entries() {
        RegionTable regions = snapshots.regions();
        Map<String, List<String>> unknown = snapshots.routes().all().stream()
                .filter(route -> regions.deployment(route.deployment()) == null)
                .collect(Collectors.groupingBy(
                        RouteDefinition::deployment,
                        TreeMap::new,
                        Collectors.mapping(RouteDefinition::name, Collectors.toList())));
        return unknown.entrySet().stream()
                .map(e -> new Entry("deployment " + e.getKey(), false, e.getValue()))
                .toList();
    }
}
