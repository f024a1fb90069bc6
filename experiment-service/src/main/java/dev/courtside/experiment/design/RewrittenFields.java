package dev.courtside.experiment.design;

import com.fasterxml.jackson.databind.JsonNode;
import dev.courtside.engine.experiment.ExperimentDefinition;
import dev.courtside.engine.experiment.Variant;
import dev.courtside.kit.problem.ProblemException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an experiment writes into requests: {@code body/model} for {@code config.model}, {@code header/x-name} for a header,
 * and a path for each leaf of the merge patch {@code config.body}. Two experiments that write one field of the same
 * request would measure each other.
 */
final class RewrittenFields {
    private RewrittenFields() {}

    /** Refuses a config whose rewriting members have a shape that the gateway could not follow. */
    static void check(String field, JsonNode config) {
        JsonNode model = config.path("model");
        if (!model.isMissingNode() && !model.isTextual()) {
            throw ProblemException.unprocessable(field + ".model", "must be a string");
        }
        JsonNode headers = config.path("headers");
        if (!headers.isMissingNode() && !headers.isObject()) {
            throw ProblemException.unprocessable(field + ".headers", "must be an object");
        }
        headers.properties().forEach(header -> {
            if (!header.getValue().isTextual()) {
                throw ProblemException.unprocessable(field + ".headers." + header.getKey(), "must be a string");
            }
        });
        JsonNode body = config.path("body");
        if (!body.isMissingNode() && !body.isObject()) {
            throw ProblemException.unprocessable(field + ".body", "must be an object");
        }
    }

    /** A field that both experiments write on a route that both cover. */
    static Optional<String> conflict(ExperimentDefinition one, ExperimentDefinition other) {
        if (one.routes().stream().noneMatch(other.routes()::contains)) {
            return Optional.empty();
        }
        Set<String> others = of(other);
        return of(one).stream()
                .filter(field -> others.stream().anyMatch(written -> overlap(field, written)))
                .findFirst();
    }

    private static Set<String> of(ExperimentDefinition experiment) {
        Set<String> fields = new TreeSet<>();
        for (Variant variant : experiment.variants()) {
            if (variant.config().has("model")) {
                fields.add("body/model");
            }
            variant.config()
                    .path("headers")
                    .fieldNames()
                    .forEachRemaining(name -> fields.add("header/" + name.toLowerCase(Locale.ROOT)));
            leaves("body", variant.config().path("body"), fields);
        }
        return fields;
    }

    private static void leaves(String path, JsonNode patch, Set<String> fields) {
        patch.properties().forEach(member -> {
            String inner = path + "/" + member.getKey();
            if (member.getValue().isObject() && !member.getValue().isEmpty()) {
                leaves(inner, member.getValue(), fields);
            } else {
                fields.add(inner);
            }
        });
    }

    /** A patch that replaces an object also writes all that is in it. */
    private static boolean overlap(String one, String other) {
        return one.equals(other) || one.startsWith(other + "/") || other.startsWith(one + "/");
    }
}
