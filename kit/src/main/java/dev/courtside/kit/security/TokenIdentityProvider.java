package dev.courtside.kit.security;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Turns a known secret into an identity that has the token's id as its name and all implied roles. */
@ApplicationScoped
public class TokenIdentityProvider implements IdentityProvider<PresentedToken> {
    /** The identity's attribute that holds the {@link TokenGrant}. */
    public static final String GRANT = "courtside.token";

    private final TokenDirectory tokens;

    public TokenIdentityProvider(TokenDirectory tokens) {
        this.tokens = tokens;
    }

    @Override
    public Class<PresentedToken> getRequestType() {
        return PresentedToken.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(PresentedToken request, AuthenticationRequestContext context) {
        TokenGrant grant = tokens.find(request.secret());
        if (grant == null) {
            return Uni.createFrom().failure(new AuthenticationFailedException());
        }
        return Uni.createFrom()
                .item(QuarkusSecurityIdentity.builder()
                        .setPrincipal(new QuarkusPrincipal(grant.id()))
                        .addRoles(grant.role().impliedNames())
                        .addAttribute(GRANT, grant)
                        .build());
    }
}
