package dev.courtside.engine.experiment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.jamsesso.jsonlogic.JsonLogic;
import io.github.jamsesso.jsonlogic.ast.JsonLogicNode;
import io.github.jamsesso.jsonlogic.ast.JsonLogicParseException;
import io.github.jamsesso.jsonlogic.ast.JsonLogicParser;
import io.github.jamsesso.jsonlogic.evaluator.JsonLogicEvaluationException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JsonLogic rule over a context, with the operations that flagd adds (see {@link TargetingOperations}). Parsed once,
 * evaluated often. Immutable.
 *
 * <p>A rule that this version can't read is kept as it is and fails when it is evaluated, so that one rule of a newer
 * version does not cost a whole snapshot; {@link #validate} is for those who accept rules from people.
 *
 * <p>Sources: <a href="https://jsonlogic.com/operations.html">JsonLogic</a>,
 * <a href="https://flagd.dev/reference/flag-definitions/">flagd flag definitions</a>.
 */
public final class Targeting {

    /** The rule that leaves nobody out: {@code {}}. */
    public static final Targeting EVERYONE = new Targeting(JsonNodeFactory.instance.objectNode());

    private static final int MAX_DEPTH = 32;
    private static final int MAX_NODES = 2_000;

    private final JsonNode rule;
    private final @Nullable JsonLogicNode compiled;

    private Targeting(JsonNode rule) {
        this.rule = rule;
        this.compiled = compile(rule);
    }

    /** The targeting of a rule; null, JSON's null and {@code {}} leave nobody out. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Targeting of(@Nullable JsonNode rule) {
        return rule == null || rule.isNull() || rule.isObject() && rule.isEmpty() ? EVERYONE : new Targeting(rule);
    }

    /** The rule as it was given. Not to be modified. */
    @JsonValue
    public JsonNode rule() {
        return rule;
    }

    /** True if there is no rule. */
    public boolean isEmpty() {
        return this == EVERYONE;
    }

    /**
     * Tells whether a unit is eligible: there is no rule, or its result is truthy as JsonLogic has it.
     *
     * @param key of the flag or experiment
     * @param unit the user or other thing
     * @throws TargetingException if the rule fails for this context
     */
    boolean matches(String key, String unit, Map<String, ?> context) {
        return isEmpty() || JsonLogic.truthy(evaluate(key, unit, null, context));
    }

    /**
     * The rule's result.
     *
     * @param at what {@code $flagd.timestamp} is, in whole seconds; null if rules may not know
     * @return a string, number, boolean, list, map or null
     * @throws TargetingException if the rule fails for this context
     */
    @Nullable
    Object evaluate(String key, @Nullable String unit, @Nullable Instant at, Map<String, ?> context) {
        if (compiled == null) {
            throw new TargetingException("the rule of " + key + " is not JsonLogic");
        }
        Map<String, Object> data = new HashMap<>(context);
        Map<String, Object> own = new HashMap<>();
        own.put("flagKey", key);
        if (at != null) {
            own.put("timestamp", at.getEpochSecond());
        }
        data.put("$flagd", own);
        if (unit != null) {
            data.put("targetingKey", unit);
        }
        try {
            return TargetingOperations.EVALUATOR.evaluate(compiled, data, "$");
        } catch (JsonLogicEvaluationException | RuntimeException e) {
            // the library lets ClassCastException and the like escape where an operand has an unexpected type
            throw new TargetingException("the rule of " + key + " failed: " + e.getMessage(), e);
        }
    }

    /**
     * Refuses what must not be stored: operations that are not known, and rules that are too deep or too large.
     *
     * @throws TargetingException says what is wrong
     */
    public void validate() {
        check(rule, 1, new int[1]);
        if (!isEmpty() && compiled == null) {
            throw new TargetingException("the rule is not JsonLogic");
        }
    }

    private static void check(JsonNode node, int depth, int[] nodes) {
        if (depth > MAX_DEPTH) {
            throw new TargetingException("the rule is nested deeper than " + MAX_DEPTH);
        }
        if (++nodes[0] > MAX_NODES) {
            throw new TargetingException("the rule has more than " + MAX_NODES + " parts");
        }
        if (node.isObject() && !node.isEmpty()) {
            if (node.size() > 1) {
                throw new TargetingException("an object of a rule has one operation, not " + node.size());
            }
            String operation = node.fieldNames().next();
            if (!TargetingOperations.isKnown(operation)) {
                throw new TargetingException("the operation \"" + abbreviate(operation) + "\" is not known");
            }
        }
        for (JsonNode child : node) {
            check(child, depth + 1, nodes);
        }
    }

    private static String abbreviate(String operation) {
        return operation.length() > 40 ? operation.substring(0, 40) + "…" : operation;
    }

    private static @Nullable JsonLogicNode compile(JsonNode rule) {
        try {
            return rule.isContainerNode() && rule.isEmpty() ? null : JsonLogicParser.parse(rule.toString());
        } catch (JsonLogicParseException | RuntimeException e) {
            return null;
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Targeting targeting && rule.equals(targeting.rule);
    }

    @Override
    public int hashCode() {
        return rule.hashCode();
    }

    @Override
    public String toString() {
        return rule.toString();
    }
}
