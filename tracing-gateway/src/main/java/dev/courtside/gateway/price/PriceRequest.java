package dev.courtside.gateway.price;

import com.fasterxml.jackson.annotation.JsonFormat;
import dev.courtside.kit.problem.ProblemException;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code PUT /v1/prices/{model}}: one price, which is added to the model's, or takes the place of the one of
 * the same provider and date.
 *
 * @param provider who sells it; may be left out
 * @param validFrom from when on; the epoch when left out, that is always
 * @param usdPerMillion required
 */
public record PriceRequest(
        @Nullable String provider,
        @Nullable Instant validFrom,
        @Nullable Rates usdPerMillion) {
    /** US dollars per million tokens as decimal strings (numbers are taken too); input and output are required. */
    public record Rates(
            @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable
            BigDecimal input,

            @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable
            BigDecimal cachedInput,

            @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable
            BigDecimal output,

            @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable
            BigDecimal reasoning) {}

    Price toPrice() {
        if (usdPerMillion == null) {
            throw ProblemException.unprocessable("usdPerMillion", "is required");
        }
        if (usdPerMillion.input == null) {
            throw ProblemException.unprocessable("usdPerMillion.input", "is required");
        }
        if (usdPerMillion.output == null) {
            throw ProblemException.unprocessable("usdPerMillion.output", "is required");
        }
        return new Price(
                provider,
                validFrom == null ? Instant.EPOCH : validFrom,
                new UsdPerMillion(
                        usdPerMillion.input, usdPerMillion.cachedInput, usdPerMillion.output, usdPerMillion.reasoning));
    }
}
