package dev.courtside.engine.experiment;

import io.github.jamsesso.jsonlogic.evaluator.JsonLogicEvaluator;
import io.github.jamsesso.jsonlogic.evaluator.JsonLogicExpression;
import io.github.jamsesso.jsonlogic.evaluator.expressions.AllExpression;
import io.github.jamsesso.jsonlogic.evaluator.expressions.ArrayHasExpression;
import io.github.jamsesso.jsonlogic.evaluator.expressions.ConcatenateExpression;
import io.github.jamsesso.jsonlogic.evaluator.expressions.EqualityExpression;
import io.github.jamsesso.jsonlogic.evaluator.expressions.FilterExpression;
import io.github.jamsesso.jsonlogic.evaluator.expressions.IfExpression;
import io.github.jamsesso.jsonlogic.evaluator.expressions.InExpression;
import io.github.jamsesso.jsonlogic.evaluator.expressions.InequalityExpression;
import io.github.jamsesso.jsonlogic.evaluator.expressions.LogicExpression;
import io.github.jamsesso.jsonlogic.evaluator.expressions.MapExpression;
import io.github.jamsesso.jsonlogic.evaluator.expressions.MathExpression;
import io.github.jamsesso.jsonlogic.evaluator.expressions.MergeExpression;
import io.github.jamsesso.jsonlogic.evaluator.expressions.MissingExpression;
import io.github.jamsesso.jsonlogic.evaluator.expressions.NotExpression;
import io.github.jamsesso.jsonlogic.evaluator.expressions.NumericComparisonExpression;
import io.github.jamsesso.jsonlogic.evaluator.expressions.ReduceExpression;
import io.github.jamsesso.jsonlogic.evaluator.expressions.StrictEqualityExpression;
import io.github.jamsesso.jsonlogic.evaluator.expressions.StrictInequalityExpression;
import io.github.jamsesso.jsonlogic.evaluator.expressions.SubstringExpression;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The operations a targeting rule may use: JsonLogic's but for {@code log}, which writes to standard output, and of flagd's
 * {@code fractional}, {@code starts_with} and {@code ends_with}.
 */
final class TargetingOperations {

    private static final Map<String, JsonLogicExpression> EXPRESSIONS = Stream.of(
                    MathExpression.ADD,
                    MathExpression.SUBTRACT,
                    MathExpression.MULTIPLY,
                    MathExpression.DIVIDE,
                    MathExpression.MODULO,
                    MathExpression.MIN,
                    MathExpression.MAX,
                    NumericComparisonExpression.GT,
                    NumericComparisonExpression.GTE,
                    NumericComparisonExpression.LT,
                    NumericComparisonExpression.LTE,
                    IfExpression.IF,
                    IfExpression.TERNARY,
                    EqualityExpression.INSTANCE,
                    InequalityExpression.INSTANCE,
                    StrictEqualityExpression.INSTANCE,
                    StrictInequalityExpression.INSTANCE,
                    NotExpression.SINGLE,
                    NotExpression.DOUBLE,
                    LogicExpression.AND,
                    LogicExpression.OR,
                    MapExpression.INSTANCE,
                    FilterExpression.INSTANCE,
                    ReduceExpression.INSTANCE,
                    AllExpression.INSTANCE,
                    ArrayHasExpression.SOME,
                    ArrayHasExpression.NONE,
                    MergeExpression.INSTANCE,
                    InExpression.INSTANCE,
                    ConcatenateExpression.INSTANCE,
                    SubstringExpression.INSTANCE,
                    MissingExpression.ALL,
                    MissingExpression.SOME,
                    new Fractional(),
                    new Affix("starts_with", String::startsWith),
                    new Affix("ends_with", String::endsWith))
            .collect(Collectors.toUnmodifiableMap(JsonLogicExpression::key, Function.identity()));

    /** Evaluates parsed rules; stateless. */
    static final JsonLogicEvaluator EVALUATOR = new JsonLogicEvaluator(EXPRESSIONS);

    private TargetingOperations() {}

    /** True if a rule may use this operation. */
    static boolean isKnown(String operation) {
        return operation.equals("var") || EXPRESSIONS.containsKey(operation);
    }
}
