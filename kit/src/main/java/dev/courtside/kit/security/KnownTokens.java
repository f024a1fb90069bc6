package dev.courtside.kit.security;

import dev.courtside.kit.config.CourtsideConfig;
import dev.courtside.kit.config.Secrets;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The tokens this process accepts: those trusted by configuration (other services, and the administrator of an
 * installation whose database may be dead) and those of the last token snapshot.
 */
@ApplicationScoped
public class KnownTokens implements TokenDirectory {
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    private final Map<String, TokenGrant> trusted;
    private final InstantSource clock;
    private volatile TokenSnapshot snapshot = TokenSnapshot.EMPTY;

    public KnownTokens(CourtsideConfig config, InstantSource clock) {
        this.clock = clock;
        this.trusted = parse(entries(config));
    }

    /** Swaps in a newer snapshot; called by whoever follows it. */
    public void replace(TokenSnapshot newer) {
        snapshot = newer;
    }

    @Override
    public @Nullable TokenGrant find(String presentedSecret) {
        if (!presentedSecret.startsWith(TokenSecret.PREFIX)) {
            return null;
        }
        String sha256 = TokenSecret.sha256Hex(presentedSecret);
        TokenGrant grant = trusted.get(sha256);
        if (grant == null) {
            grant = snapshot.find(sha256);
        }
        return grant == null || grant.isExpired(clock.instant()) ? null : grant;
    }

    /** The entry's name; a single word may be the secret itself, put there by mistake. */
    private static String name(String[] parts) {
        return parts.length < 2 ? "…" : parts[0] + ":…";
    }

    private static List<String> entries(CourtsideConfig config) {
        Optional<String> joined = config.security().trustedTokens().map(entries -> String.join(",", entries));
        return Secrets.of(joined, config.security().trustedTokensFile())
                .map(text -> Arrays.stream(text.split("[,\\s]+"))
                        .filter(entry -> !entry.isBlank())
                        .toList())
                .orElse(List.of());
    }

    /** @throws IllegalArgumentException where an entry is not {@code name:role:sha256} */
    public static void check(List<String> entries) {
        parse(entries);
    }

    static Map<String, TokenGrant> parse(List<String> entries) {
        Map<String, TokenGrant> grants = new HashMap<>();
        for (String entry : entries) {
            String[] parts = entry.split(":", -1);
            if (parts.length != 3
                    || parts[0].isBlank()
                    || !SHA_256.matcher(parts[2]).matches()) {
                throw new IllegalArgumentException("courtside.security.trusted-tokens: the entry '" + name(parts)
                        + "' is not name:role:sha256 with 64 lower-case hexadecimal digits");
            }
            Role role;
            try {
                role = Role.ofWireName(parts[1]);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("courtside.security.trusted-tokens: " + e.getMessage(), e);
            }
            grants.put(parts[2], new TokenGrant(parts[0], parts[0], role, Set.of(), Set.of(), Set.of(), null));
        }
        return Map.copyOf(grants);
    }
}
