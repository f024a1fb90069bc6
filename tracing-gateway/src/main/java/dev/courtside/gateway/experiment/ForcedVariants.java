package dev.courtside.gateway.experiment;

import dev.courtside.engine.experiment.Assigner;
import dev.courtside.engine.experiment.Assignment;
import dev.courtside.engine.experiment.ExperimentDefinition;
import dev.courtside.gateway.exchange.CourtsideHeaders;
import dev.courtside.gateway.exchange.Exchange;
import dev.courtside.gateway.snapshot.ExperimentTable;
import dev.courtside.kit.problem.ProblemException;
import dev.courtside.kit.problem.ProblemType;
import dev.courtside.kit.security.Role;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code Courtside-Force-Variant: experiment=variant, …} asks for: a way for operators to look at a variant, which does
 * not count in any analysis.
 */
final class ForcedVariants {
    private static final ForcedVariants NONE = new ForcedVariants(Map.of());

    private final Map<String, String> variants;

    private ForcedVariants(Map<String, String> variants) {
        this.variants = variants;
    }

    /** @throws ProblemException 403 where the caller is no operator, 400 where the header cannot be read */
    static ForcedVariants of(Exchange exchange) {
        String header = exchange.arrival().request().getHeader(CourtsideHeaders.FORCE_VARIANT);
        if (header == null) {
            return NONE;
        }
        if (!exchange.caller().token().role().implies(Role.OPERATOR)) {
            throw ProblemException.of(
                    ProblemType.FORBIDDEN, "Only the role " + Role.Names.OPERATOR + " may force a variant.");
        }
        Map<String, String> variants = new HashMap<>();
        for (String pair : header.split(",", -1)) {
            int equals = pair.indexOf('=');
            String experiment = equals < 0 ? "" : pair.substring(0, equals).strip();
            String variant = pair.substring(equals + 1).strip();
            if (experiment.isEmpty() || variant.isEmpty() || variants.put(experiment, variant) != null) {
                throw invalid("It must be experiment=variant, several separated by commas, each experiment once.");
            }
        }
        return new ForcedVariants(variants);
    }

    boolean isEmpty() {
        return variants.isEmpty();
    }

    boolean names(String experiment) {
        return variants.containsKey(experiment);
    }

    /** @throws ProblemException 400 where the experiment does not cover the route, or has no such variant */
    void assign(ExperimentTable table, String route, List<Assignment> assignments) {
        variants.forEach((key, variant) -> {
            ExperimentDefinition experiment = table.byKey(key);
            if (experiment == null || !experiment.routes().contains(route)) {
                throw invalid("No such experiment covers the route " + route + ".");
            }
            if (experiment.variant(variant).isEmpty()) {
                throw invalid("The experiment " + key + " has no such variant.");
            }
            assignments.add(Assigner.forced(experiment, variant));
        });
    }

    private static ProblemException invalid(String detail) {
        return ProblemException.invalid(CourtsideHeaders.FORCE_VARIANT.toString(), detail);
    }
}
