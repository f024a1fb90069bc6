package dev.courtside.gateway.exchange;

import dev.courtside.kit.security.TokenGrant;
import org.jspecify.annotations.Nullable;

/**
 * Who asks.
 *
 * @param token what the presented token allows
 * @param unit what experiments count: {@code Courtside-User}, else the user in the body, else the token's id
 * @param queryType {@code Courtside-Query-Type} as sent, or null
 * @param region {@code Courtside-Client-Region} as sent, or null
 */
public record Caller(
        TokenGrant token,
        String unit,
        @Nullable String queryType,
        @Nullable String region) {}
