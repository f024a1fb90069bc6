package dev.courtside.engine.experiment;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All that is needed to assign units: what travels in the snapshot. {@link Allocation} and {@link Scope} are flat on the
 * wire.
 *
 * @param key unique name
 * @param status of its life cycle
 * @param variants at least two, in the order that the bucket map's indexes mean
 * @param control the name of the variant that the others are compared with
 */
public record ExperimentDefinition(
        String key,
        ExperimentStatus status,
        List<Variant> variants,
        String control,
        @JsonUnwrapped Allocation allocation,
        @JsonUnwrapped Scope scope) {

    public ExperimentDefinition {
        variants = List.copyOf(variants);
        Set<String> names = new HashSet<>();
        for (Variant variant : variants) {
            if (!names.add(variant.name())) {
                throw new IllegalArgumentException("experiment " + key + " has two variants " + variant.name());
            }
        }
        if (!names.contains(control)) {
            throw new IllegalArgumentException("experiment " + key + " has no variant " + control + " for its control");
        }
        if (allocation.buckets().variants() > variants.size()) {
            throw new IllegalArgumentException("experiment " + key + " has buckets of a variant it lacks");
        }
    }

    /** The variant of this name, if the experiment has it. */
    public Optional<Variant> variant(String name) {
        return variants.stream().filter(variant -> variant.name().equals(name)).findFirst();
    }

    /** The variant that the others are compared with. */
    public Variant controlVariant() {
        return variant(control).orElseThrow();
    }

    /** What is assigned, for instance {@code user}. */
    public String unit() {
        return scope.unit();
    }

    /** Names of the gateway's routes that it covers. */
    public List<String> routes() {
        return scope.routes();
    }

    /** Which units are eligible. */
    public Targeting targeting() {
        return scope.targeting();
    }

    /** What makes its split independent of others. */
    public String seed() {
        return allocation.seed();
    }

    /** From 1. */
    public int phase() {
        return allocation.phase();
    }

    /** What keeps a unit in its variant. */
    public Stickiness stickiness() {
        return allocation.stickiness();
    }

    /** Which variant owns which bucket. */
    public BucketMap buckets() {
        return allocation.buckets();
    }
}
