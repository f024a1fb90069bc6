/** Tokens, roles and the authentication mechanism that every service shares. */
@NullMarked
package dev.courtside.kit.security;

import org.jspecify.annotations.NullMarked;
