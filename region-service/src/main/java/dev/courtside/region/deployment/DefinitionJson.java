package dev.courtside.region.deployment;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A deployment as the audit log keeps it. */
final class DefinitionJson {
    private DefinitionJson() {}

    static Map<String, Object> of(DeploymentEntity entity) {
        List<Map<String, Object>> regions = entity.regions.stream()
                .sorted(Comparator.comparingInt(region -> region.priority))
                .map(region -> region(
                        region.name,
                        region.priority,
                        region.configuredStatus,
                        region.endpointUrl,
                        region.healthCheckUrl))
                .toList();
        return deployment(entity.name, entity.strategy, entity.primaryRegion, entity.autoFailover, regions);
    }

    static Map<String, Object> of(DeploymentDefinition definition) {
        List<Map<String, Object>> regions = definition.regions().stream()
                .map(region -> region(
                        region.name(),
                        region.priority(),
                        region.status().wireName(),
                        region.endpointUrl().toString(),
                        region.healthCheckUrl().toString()))
                .toList();
        return deployment(
                definition.name(),
                definition.strategy(),
                definition.primaryRegion(),
                definition.autoFailover(),
                regions);
    }

    private static Map<String, Object> deployment(
            String name, String strategy, String primary, boolean automatic, List<Map<String, Object>> regions) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", name);
        json.put("strategy", strategy);
        json.put("primaryRegion", primary);
        json.put("autoFailover", automatic);
        json.put("regions", regions);
        return json;
    }

    private static Map<String, Object> region(
            String name, int priority, String status, String endpointUrl, String healthCheckUrl) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", name);
        json.put("priority", priority);
        json.put("status", status);
        json.put("endpointUrl", endpointUrl);
        json.put("healthCheckUrl", healthCheckUrl);
        return json;
    }
}
