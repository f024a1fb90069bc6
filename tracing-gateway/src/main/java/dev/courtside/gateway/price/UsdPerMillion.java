package dev.courtside.gateway.price;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.courtside.gateway.InvalidFieldException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * US dollars per million tokens; decimal strings in JSON, so that no reader rounds them.
 *
 * @param input of the prompt
 * @param cachedInput of prompt tokens read from the provider's cache; null = {@code input}
 * @param output of the completion
 * @param reasoning of reasoning tokens; null = {@code output}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UsdPerMillion(
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal input,

        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable
        BigDecimal cachedInput,

        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal output,

        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable
        BigDecimal reasoning) {
    private static final BigDecimal HIGHEST = BigDecimal.valueOf(1_000_000);
    private static final int MOST_DECIMALS = 12;

    public UsdPerMillion {
        check("usdPerMillion.input", input);
        check("usdPerMillion.cachedInput", cachedInput);
        check("usdPerMillion.output", output);
        check("usdPerMillion.reasoning", reasoning);
    }

    private static void check(String field, @Nullable BigDecimal value) {
        if (value == null) {
            return;
        }
        // the scale bounds the work as well: 1e-999999999 is a short string and an endless number
        if (value.signum() < 0
                || value.scale() > MOST_DECIMALS
                || value.precision() - value.scale() > 7
                || value.compareTo(HIGHEST) > 0) {
            throw new InvalidFieldException(
                    field, "must be between 0 and " + HIGHEST + " with at most " + MOST_DECIMALS + " decimals");
        }
    }

    /** The cost in USD; cached and reasoning tokens count once, at their own price. */
    BigDecimal cost(Usage usage) {
        long in = Math.max(0, usage.inputTokens());
        long cached = Math.clamp(usage.cachedInputTokens(), 0, in);
        long out = Math.max(0, usage.outputTokens());
        long reasoned = Math.clamp(usage.reasoningTokens(), 0, out);
        BigDecimal sum = input.multiply(BigDecimal.valueOf(in - cached))
                .add(output.multiply(BigDecimal.valueOf(out - reasoned)));
        if (cached > 0) {
            sum = sum.add((cachedInput == null ? input : cachedInput).multiply(BigDecimal.valueOf(cached)));
        }
        if (reasoned > 0) {
            sum = sum.add((reasoning == null ? output : reasoning).multiply(BigDecimal.valueOf(reasoned)));
        }
        return sum.movePointLeft(6);
    }
}
