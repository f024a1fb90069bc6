package dev.courtside.kit.security;

import org.jspecify.annotations.Nullable;

/** Finds what a presented secret allows. Never blocks and never calls anybody: safe on an event loop. */
public interface TokenDirectory {

    /** The grant, or null where the secret is unknown, revoked or expired. */
    @Nullable
    TokenGrant find(String presentedSecret);
}
