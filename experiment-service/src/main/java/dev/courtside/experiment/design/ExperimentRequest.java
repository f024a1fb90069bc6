package dev.courtside.experiment.design;

import com.fasterxml.jackson.databind.JsonNode;
import dev.courtside.engine.experiment.Allocation;
import dev.courtside.engine.experiment.BucketMap;
import dev.courtside.engine.experiment.ExperimentDefinition;
import dev.courtside.engine.experiment.ExperimentStatus;
import dev.courtside.engine.experiment.Scope;
import dev.courtside.engine.experiment.Stickiness;
import dev.courtside.engine.experiment.Targeting;
import dev.courtside.engine.experiment.TargetingException;
import dev.courtside.engine.experiment.Variant;
import dev.courtside.experiment.change.Documents;
import dev.courtside.experiment.change.Keys;
import dev.courtside.kit.problem.ProblemException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An experiment as it is posted.
 *
 * @param key unique, names it for ever
 * @param name for people; the key if left out
 * @param unit what is assigned; {@code user} if left out
 * @param variants at least two, whose weights sum to 100
 * @param control the name of the variant that the others are compared with
 * @param stickiness {@code hash} if left out
 * @param routes names of the gateway's routes
 * @param targeting JsonLogic; everybody if left out
 * @param primaryMetric what decides
 * @param guardrails what must not get worse
 */
public record ExperimentRequest(
        @Nullable String key,
        @Nullable String name,
        @Nullable String unit,
        @Nullable List<VariantRequest> variants,
        @Nullable String control,
        @Nullable Stickiness stickiness,
        @Nullable List<String> routes,
        @Nullable JsonNode targeting,
        @Nullable String primaryMetric,
        @Nullable List<String> guardrails) {
    private static final int MOST_VARIANTS = 20;
    private static final int MOST_ROUTES = 100;
    private static final int MOST_GUARDRAILS = 20;
    private static final int LONGEST_NAME = 200;
    private static final int WHOLE = 100;

    /** The definition of the draft, or the problem that names what is wrong with it. */
    ExperimentDefinition definition(String seed) {
        String checkedKey = Keys.check("key", required("key", key));
        if (name != null && name.length() > LONGEST_NAME) {
            throw ProblemException.unprocessable("name", "must have at most " + LONGEST_NAME + " characters");
        }
        List<Variant> arms = arms();
        String checkedControl = required("control", control);
        if (arms.stream().noneMatch(arm -> arm.name().equals(checkedControl))) {
            throw ProblemException.unprocessable("control", "is none of the variants");
        }
        checkRoutesAndGuardrails();
        return new ExperimentDefinition(
                checkedKey,
                ExperimentStatus.DRAFT,
                arms,
                checkedControl,
                new Allocation(
                        seed,
                        1,
                        stickiness == null ? Stickiness.HASH : stickiness,
                        BucketMap.of(arms.stream().mapToInt(Variant::weight).toArray())),
                new Scope(Keys.check("unit", unit == null ? "user" : unit), routesOrNone(), rule()));
    }

    String nameOrKey() {
        return name == null || name.isBlank() ? required("key", key) : name;
    }

    List<String> routesOrNone() {
        return routes == null ? List.of() : routes;
    }

    List<String> guardrailsOrNone() {
        return guardrails == null ? List.of() : guardrails;
    }

    private List<Variant> arms() {
        List<VariantRequest> given = variants == null ? List.of() : variants;
        if (given.size() < 2 || given.size() > MOST_VARIANTS) {
            throw ProblemException.unprocessable(
                    "variants", "must have 2 to " + MOST_VARIANTS + " variants, not " + given.size());
        }
        List<Variant> arms = new ArrayList<>();
        Set<String> names = new HashSet<>();
        int sum = 0;
        for (int i = 0; i < given.size(); i++) {
            Variant arm = arm("variants[" + i + "]", given.get(i));
            if (!names.add(arm.name())) {
                throw ProblemException.unprocessable("variants", "has two variants '" + arm.name() + "'");
            }
            sum += arm.weight();
            arms.add(arm);
        }
        if (sum != WHOLE) {
            throw ProblemException.unprocessable("variants", "the weights must sum to 100, not to " + sum);
        }
        return arms;
    }

    private static Variant arm(String field, @Nullable VariantRequest given) {
        if (given == null) {
            throw ProblemException.unprocessable(field, "must not be null");
        }
        String name = Keys.check(field + ".name", required(field + ".name", given.name()));
        Integer weight = given.weight();
        if (weight == null || weight < 0 || weight > WHOLE) {
            throw ProblemException.unprocessable(field + ".weight", "must be a whole number from 0 to 100");
        }
        JsonNode config = Documents.orEmpty(given.config());
        if (!config.isObject()) {
            throw ProblemException.unprocessable(field + ".config", "must be an object");
        }
        RewrittenFields.check(field + ".config", config);
        return new Variant(name, weight, config);
    }

    private Targeting rule() {
        Targeting rule = Targeting.of(targeting);
        try {
            rule.validate();
        } catch (TargetingException e) {
            throw ProblemException.unprocessable("targeting", String.valueOf(e.getMessage()));
        }
        return rule;
    }

    private void checkRoutesAndGuardrails() {
        if (routesOrNone().size() > MOST_ROUTES) {
            throw ProblemException.unprocessable("routes", "must be at most " + MOST_ROUTES);
        }
        routesOrNone().forEach(route -> Keys.check("routes", route));
        if (guardrailsOrNone().size() > MOST_GUARDRAILS) {
            throw ProblemException.unprocessable("guardrails", "must be at most " + MOST_GUARDRAILS);
        }
    }

    private static String required(String field, @Nullable String text) {
        if (text == null) {
            throw ProblemException.invalid(field, "must not be null");
        }
        return text;
    }
}
