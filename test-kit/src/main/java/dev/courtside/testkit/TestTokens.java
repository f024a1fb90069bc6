package dev.courtside.testkit;

import dev.courtside.kit.security.Role;
import dev.courtside.kit.security.TokenSecret;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** One token of each role, which {@link PostgresResource} makes the service trust. */
public final class TestTokens {
    public static final String ADMIN = secret(Role.ADMIN);
    public static final String OPERATOR = secret(Role.OPERATOR);
    public static final String INGEST = secret(Role.INGEST);
    public static final String VIEWER = secret(Role.VIEWER);

    private static final int SECRET_LENGTH = 43;

    private TestTokens() {}

    /** The token of a role. */
    public static String secret(Role role) {
        String name = role.name().toLowerCase(Locale.ROOT);
        return TokenSecret.PREFIX + name + "-".repeat(SECRET_LENGTH - name.length());
    }

    /** The id under which the service knows the token of a role: the principal's name, the actor in audits. */
    public static String id(Role role) {
        return "test-" + role.wireName();
    }

    /** All of them as {@code courtside.security.trusted-tokens}. */
    public static String trusted() {
        return Arrays.stream(Role.values())
                .map(role -> id(role) + ":" + role.wireName() + ":" + TokenSecret.sha256Hex(secret(role)))
                .collect(Collectors.joining(","));
    }
}
