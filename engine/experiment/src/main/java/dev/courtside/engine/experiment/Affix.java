package dev.courtside.engine.experiment;

import io.github.jamsesso.jsonlogic.evaluator.expressions.PreEvaluatedArgumentsExpression;
import java.util.List;
import java.util.function.BiPredicate;

/**
 * flagd's {@code starts_with} and {@code ends_with}: two strings, anything else is false.
 *
 * @param key the name of the operation
 * @param test of the text and its affix
 */
record Affix(String key, BiPredicate<String, String> test) implements PreEvaluatedArgumentsExpression {

    @Override
    @SuppressWarnings("rawtypes") // as the library declares it
    public Object evaluate(List arguments, Object data, String jsonPath) {
        return arguments.size() == 2
                && arguments.get(0) instanceof String text
                && arguments.get(1) instanceof String affix
                && test.test(text, affix);
    }
}
