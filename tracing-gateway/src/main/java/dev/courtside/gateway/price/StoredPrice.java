package dev.courtside.gateway.price;

import java.time.Instant;

/**
 * A model's prices as they are kept.
 *
 * @param prices all of them
 * @param version counts the writes from 1; the ETag
 * @param createdAt when the model got its first price
 * @param updatedAt when they were last written
 */
public record StoredPrice(ModelPrices prices, long version, Instant createdAt, Instant updatedAt) {}
