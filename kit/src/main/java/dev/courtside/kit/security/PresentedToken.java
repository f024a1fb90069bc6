package dev.courtside.kit.security;

import io.quarkus.security.identity.request.BaseAuthenticationRequest;

/** The secret a caller sent, on its way to become an identity. */
final class PresentedToken extends BaseAuthenticationRequest {
    private final String secret;

    PresentedToken(String secret) {
        this.secret = secret;
    }

    String secret() {
        return secret;
    }
}
