package dev.courtside.gateway.price;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.courtside.gateway.InvalidFieldException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a provider asks for a model from a date on.
 *
 * @param provider who sells it, as in {@code gen_ai.provider.name}; null = whoever
 * @param validFrom the first moment it holds; it holds until the next one of the same provider
 * @param usdPerMillion the rates
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Price(@Nullable String provider, Instant validFrom, UsdPerMillion usdPerMillion) {
    private static final int LONGEST_PROVIDER = 64;

    public Price {
        if (provider != null && (provider.isBlank() || provider.length() > LONGEST_PROVIDER)) {
            throw new InvalidFieldException("provider", "must have between 1 and " + LONGEST_PROVIDER + " characters");
        }
    }
}
