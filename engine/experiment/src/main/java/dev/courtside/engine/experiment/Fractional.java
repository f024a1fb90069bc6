package dev.courtside.engine.experiment;

import io.github.jamsesso.jsonlogic.ast.JsonLogicArray;
import io.github.jamsesso.jsonlogic.evaluator.JsonLogicEvaluationException;
import io.github.jamsesso.jsonlogic.evaluator.JsonLogicEvaluator;
import io.github.jamsesso.jsonlogic.evaluator.JsonLogicExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * flagd's {@code fractional}: splits by {@code (unsigned murmur3_x86_32(utf8(key), 0) × Σw) >>> 32} over the variants'
 * cumulative integer weights. The first argument is the key to hash if it is a string; else the key is the flag's key
 * followed by the targeting key, and without a targeting key the result is null. A weight left out is 1, a negative one 0.
 * It moves units between variants on a reweight: flags use it, experiments have {@link BucketMap}.
 *
 * <p>Source: <a href="https://flagd.dev/reference/custom-operations/fractional-operation/">flagd fractional operation</a>.
 */
final class Fractional implements JsonLogicExpression {

    private record Share(@Nullable Object variant, int weight) {}

    @Override
    public String key() {
        return "fractional";
    }

    @Override
    public @Nullable Object evaluate(JsonLogicEvaluator evaluator, JsonLogicArray given, Object data, String jsonPath)
            throws JsonLogicEvaluationException {
        // not the library's pre-evaluated arguments: those would unwrap a single share
        List<?> arguments = evaluator.evaluate(given, data, jsonPath);
        boolean explicit = !arguments.isEmpty() && arguments.getFirst() instanceof String;
        String hashed = explicit ? (String) arguments.getFirst() : implicitKey(data);
        if (hashed == null) {
            return null;
        }
        List<Share> shares = new ArrayList<>();
        long sum = 0;
        for (Object argument : arguments.subList(explicit ? 1 : 0, arguments.size())) {
            Share share = share(argument, jsonPath);
            shares.add(share);
            sum += share.weight();
        }
        if (sum > Integer.MAX_VALUE) {
            throw new JsonLogicEvaluationException("the weights of fractional exceed " + Integer.MAX_VALUE, jsonPath);
        }
        long position = Bucketing.spread(Bucketing.murmur3(hashed), (int) sum);
        for (Share share : shares) {
            position -= share.weight();
            if (position < 0) {
                return share.variant();
            }
        }
        return null;
    }

    private static Share share(Object argument, String jsonPath) throws JsonLogicEvaluationException {
        if (!(argument instanceof List<?> pair) || pair.isEmpty()) {
            throw new JsonLogicEvaluationException("a share of fractional is not [variant, weight]", jsonPath);
        }
        if (pair.size() == 1) {
            return new Share(pair.getFirst(), 1);
        }
        if (!(pair.get(1) instanceof Number weight) || weight.doubleValue() != Math.rint(weight.doubleValue())) {
            throw new JsonLogicEvaluationException("a weight of fractional is no whole number", jsonPath);
        }
        return new Share(pair.getFirst(), (int) Math.clamp(weight.doubleValue(), 0, Integer.MAX_VALUE));
    }

    private static @Nullable String implicitKey(Object data) {
        return data instanceof Map<?, ?> context
                        && context.get("targetingKey") instanceof String unit
                        && context.get("$flagd") instanceof Map<?, ?> own
                ? own.get("flagKey") + unit
                : null;
    }
}
