package dev.courtside.region.deployment;

import dev.courtside.engine.region.RegionStatus;
import dev.courtside.kit.address.AddressRules;
import dev.courtside.kit.problem.ProblemException;
import dev.courtside.region.deployment.DeploymentDefinition.RegionDefinition;
import dev.courtside.region.deployment.DeploymentRequest.RegionRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns what a person wrote into a deployment, or says which field is wrong: 400 where it is missing, else 422. */
@ApplicationScoped
class DeploymentRules {
    static final int MOST_REGIONS = 50;
    static final int MOST_DEPLOYMENTS = 1_000;

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_URL = 2_000;
    private static final int LARGEST_PRIORITY = 1_000;
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final String STRATEGY = "active-passive";

    private final AddressRules addresses;

    DeploymentRules(AddressRules addresses) {
        this.addresses = addresses;
    }

    /** The file's deployments; none of them if one is wrong. */
    List<DeploymentDefinition> check(@Nullable DeploymentFile file) {
        List<DeploymentFile.@Nullable FileDeployment> listed = file == null ? null : file.deployments();
        if (listed == null) {
            throw missing("deployments");
        }
        if (listed.size() > MOST_DEPLOYMENTS) {
            throw ProblemException.unprocessable(
                    "deployments", "A file holds at most " + MOST_DEPLOYMENTS + " deployments, not " + listed.size());
        }
        List<DeploymentDefinition> wanted = new ArrayList<>(listed.size());
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < listed.size(); i++) {
            DeploymentFile.FileDeployment each = listed.get(i);
            if (each == null) {
                throw missing("deployments[" + i + "]");
            }
            FieldNames names = FieldNames.ofFile(i);
            DeploymentDefinition definition = check(each.toRequest(), names);
            Integer before = seen.putIfAbsent(definition.id(), i);
            if (before != null) {
                throw ProblemException.unprocessable(
                        names.of("id"), "'" + definition.id() + "' is deployments[" + before + "] already");
            }
            wanted.add(definition);
        }
        return wanted;
    }

    DeploymentDefinition check(DeploymentRequest request, FieldNames names) {
        String id = key(names.of("id"), request.id());
        String name = text(names.of("name"), request.name());
        List<@Nullable RegionRequest> listed = present(names.of("regions"), request.regions());
        if (listed.isEmpty() || listed.size() > MOST_REGIONS) {
            throw ProblemException.unprocessable(
                    names.of("regions"), "must have between 1 and " + MOST_REGIONS + " regions");
        }
        String strategy = present(names.of("strategy"), request.strategy());
        if (!strategy.equals(STRATEGY)) {
            throw ProblemException.unprocessable(
                    names.of("strategy"), "'" + shortened(strategy) + "' is not known; there is " + STRATEGY);
        }
        String primary = present(names.of("primaryRegion"), request.primaryRegion());
        boolean automatic = present(names.of("autoFailover"), request.autoFailover());
        DeploymentDefinition definition =
                new DeploymentDefinition(id, name, strategy, primary, automatic, regions(listed, names));
        if (!definition.hasRegion(primary)) {
            throw ProblemException.unprocessable(
                    names.of("primaryRegion"), "'" + shortened(primary) + "' is none of the regions");
        }
        return definition;
    }

    private List<RegionDefinition> regions(List<@Nullable RegionRequest> listed, FieldNames names) {
        List<RegionDefinition> regions = new ArrayList<>(listed.size());
        Map<String, Integer> nameOf = new HashMap<>();
        Map<Integer, Integer> priorityOf = new HashMap<>();
        for (int i = 0; i < listed.size(); i++) {
            RegionDefinition region = region(listed.get(i), i, names);
            Integer sameName = nameOf.putIfAbsent(region.name(), i);
            if (sameName != null) {
                throw ProblemException.unprocessable(
                        names.ofRegion(i, "name"), "'" + region.name() + "' is regions[" + sameName + "] already");
            }
            Integer samePriority = priorityOf.putIfAbsent(region.priority(), i);
            if (samePriority != null) {
                throw ProblemException.unprocessable(
                        names.ofRegion(i, "priority"),
                        region.priority() + " is the priority of regions[" + samePriority + "] already");
            }
            regions.add(region);
        }
        return regions;
    }

    private RegionDefinition region(@Nullable RegionRequest region, int index, FieldNames names) {
        if (region == null) {
            throw missing(names.prefix() + "regions[" + index + "]");
        }
        String name = key(names.ofRegion(index, "name"), region.name());
        String priorityField = names.ofRegion(index, "priority");
        int priority = present(priorityField, region.priority());
        if (priority < 1 || priority > LARGEST_PRIORITY) {
            throw ProblemException.unprocessable(priorityField, "must be between 1 and " + LARGEST_PRIORITY);
        }
        String statusField = names.ofRegion(index, "status");
        String statusName = present(statusField, region.status());
        RegionStatus status = RegionStatus.find(statusName);
        if (status == null) {
            throw ProblemException.unprocessable(
                    statusField, "'" + shortened(statusName) + "' is none of active, inactive, draining, maintenance");
        }
        return new RegionDefinition(
                name,
                priority,
                status,
                url(names.ofRegion(index, "endpointUrl"), region.endpointUrl()),
                url(names.ofRegion(index, "healthCheckUrl"), region.healthCheckUrl()));
    }

    private URI url(String field, @Nullable String text) {
        String url = present(field, text);
        if (url.length() > LONGEST_URL) {
            throw ProblemException.unprocessable(field, "must have at most " + LONGEST_URL + " characters");
        }
        try {
            URI uri = new URI(url);
            addresses.checkUri(field, uri);
            return uri;
        } catch (URISyntaxException e) {
            throw ProblemException.unprocessable(field, "'" + shortened(url) + "' is not a URL");
        }
    }

    private static String key(String field, @Nullable String value) {
        String key = present(field, value);
        if (!KEY.matcher(key).matches()) {
            throw ProblemException.unprocessable(
                    field,
                    "must be up to 100 letters, digits, dots, dashes and underscores, the first a letter or digit");
        }
        return key;
    }

    private static String text(String field, @Nullable String value) {
        String text = present(field, value);
        if (text.isBlank() || text.length() > LONGEST_NAME) {
            throw ProblemException.unprocessable(field, "must have between 1 and " + LONGEST_NAME + " characters");
        }
        return text;
    }

    private static <T> T present(String field, @Nullable T value) {
        if (value == null) {
            throw missing(field);
        }
        return value;
    }

    private static ProblemException missing(String field) {
        return ProblemException.invalid(field, "is missing");
    }

    private static String shortened(String text) {
        return text.length() <= 100 ? text : text.substring(0, 100) + "…";
    }
}
