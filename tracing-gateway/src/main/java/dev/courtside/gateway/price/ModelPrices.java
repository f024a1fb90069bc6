package dev.courtside.gateway.price;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.courtside.gateway.InvalidFieldException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All prices of one model, the latest first.
 *
 * @param model the model's name as requests write it
 * @param prices at most one per provider and date
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ModelPrices(String model, List<Price> prices) {
    private static final int LONGEST_MODEL = 128;
    private static final int MOST_PRICES = 200;

    public ModelPrices {
        if (model.isBlank() || model.length() > LONGEST_MODEL) {
            throw new InvalidFieldException("model", "must have between 1 and " + LONGEST_MODEL + " characters");
        }
        if (prices.size() > MOST_PRICES) {
            throw new InvalidFieldException("validFrom", "a model keeps at most " + MOST_PRICES + " prices");
        }
        prices = prices.stream()
                .sorted(Comparator.comparing(Price::validFrom).reversed())
                .toList();
    }

    /** The same with {@code price} added, or put in the place of the one of that provider and date. */
    public ModelPrices with(Price price) {
        List<Price> next = new ArrayList<>(prices);
        next.removeIf(p -> p.validFrom().equals(price.validFrom()) && Objects.equals(p.provider(), price.provider()));
        next.add(price);
        return new ModelPrices(model, next);
    }

    /**
     * The price in force at a moment: the latest that has begun, of that provider if it has one, else one that names
     * no provider, else any. (Courtside knows a provider by its route's protocol, which many share.)
     */
    public @Nullable Price at(@Nullable String provider, Instant at) {
        Price unnamed = null;
        Price other = null;
        for (Price price : prices) {
            if (price.validFrom().isAfter(at)) {
                continue;
            }
            if (price.provider() == null) {
                unnamed = unnamed == null ? price : unnamed;
            } else if (price.provider().equals(provider)) {
                return price;
            } else if (other == null) {
                other = price;
            }
        }
        return unnamed == null ? other : unnamed;
    }
}
