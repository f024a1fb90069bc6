package dev.courtside.gateway.token;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * The answer to {@code POST /v1/tokens}: the only time that the secret is shown.
 *
 * @param token what was made
 * @param secret what the client presents
 */
public record CreatedToken(@JsonUnwrapped TokenView token, String secret) {
    @Override
    public String toString() {
        return "CreatedToken[" + token.id() + "]"; // the secret must not reach a log by accident
    }
}
