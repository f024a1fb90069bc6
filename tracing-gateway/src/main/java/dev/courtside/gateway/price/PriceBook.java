package dev.courtside.gateway.price;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The prices of all models, prepared for the end of a request. Immutable. */
public final class PriceBook {
    /** No prices: every call is unpriced. */
    public static final PriceBook EMPTY = new PriceBook(List.of());

    private final Map<String, ModelPrices> byModel = new HashMap<>();

    public PriceBook(Collection<ModelPrices> models) {
        for (ModelPrices prices : models) {
            byModel.put(prices.model(), prices);
        }
    }

    /** The price in force at {@code at}, or null when the model has none. See {@link ModelPrices#at}. */
    public @Nullable Price price(@Nullable String provider, String model, Instant at) {
        ModelPrices prices = byModel.get(model);
        return prices == null ? null : prices.at(provider, at);
    }

    /**
     * What a call cost in USD, exact. Null means unpriced: no price in force, or no usage reported. Zero is only ever
     * a price of zero.
     */
    public @Nullable BigDecimal costUsd(@Nullable String provider, String model, Usage usage, Instant at) {
        if (!usage.isKnown()) {
            return null;
        }
        Price price = price(provider, model, at);
        return price == null ? null : price.usdPerMillion().cost(usage);
    }

    /** Whether a model has any price: a bounded list that metric labels may use. */
    public boolean knows(String model) {
        return byModel.containsKey(model);
    }
}
