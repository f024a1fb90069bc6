package dev.courtside.gateway.price;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model's prices as they are shown: the one in force in the shape in which it was put, and all of them.
 *
 * @param model the model's name
 * @param provider of the price in force
 * @param validFrom of the price in force; of the next one when none has begun
 * @param usdPerMillion of the price in force
 * @param prices every price, the latest first
 * @param version the ETag's number
 * @param updatedAt when they were last written
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PriceView(
        String model,
        @Nullable String provider,
        Instant validFrom,
        UsdPerMillion usdPerMillion,
        List<Price> prices,
        long version,
        Instant updatedAt) {
    static PriceView of(StoredPrice stored, Instant now) {
        List<Price> all = stored.prices().prices();
        Price inForce = stored.prices().at(null, now);
        Price shown = inForce == null ? all.getLast() : inForce;
        return new PriceView(
                stored.prices().model(),
                shown.provider(),
                shown.validFrom(),
                shown.usdPerMillion(),
                all,
                stored.version(),
                stored.updatedAt());
    }
}
