package dev.courtside.region.deployment;

import java.util.Map;

/**
 * How a deployment's fields are called where a person wrote them, so that a problem names what they see.
 *
 * @param prefix before every name, such as {@code deployments[0].}
 * @param names those that differ from the API's, by the API's
 */
record FieldNames(String prefix, Map<String, String> names) {
    /** Of {@code PUT /v1/deployments/{id}}. */
    static final FieldNames API = new FieldNames("", Map.of());

    private static final Map<String, String> FILE_NAMES = Map.of(
            "id", "deployment_id",
            "strategy", "failover_strategy",
            "primaryRegion", "primary_region",
            "autoFailover", "auto_failover",
            "region.name", "region_name",
            "endpointUrl", "endpoint_url",
            "healthCheckUrl", "health_check_url");

    /** Of the deployment at {@code index} in an imported file. */
    static FieldNames ofFile(int index) {
        return new FieldNames("deployments[" + index + "].", FILE_NAMES);
    }

    String of(String field) {
        return prefix + names.getOrDefault(field, field);
    }

    String ofRegion(int index, String field) {
        String name = names.getOrDefault("region." + field, names.getOrDefault(field, field));
        return prefix + "regions[" + index + "]." + name;
    }
}
