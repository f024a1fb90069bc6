package dev.courtside.kit.security;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All issued tokens by the SHA-256 of their secret: the data of the snapshot of kind {@code tokens}. */
public final class TokenSnapshot {
    public static final String KIND = "tokens";
    public static final TokenSnapshot EMPTY = new TokenSnapshot(List.of());

    private static final ObjectMapper JSON = new ObjectMapper().registerModule(new JavaTimeModule());

    private final Map<String, TokenGrant> bySha256;

    private TokenSnapshot(List<Entry> entries) {
        Map<String, TokenGrant> grants = new HashMap<>(entries.size() * 2);
        entries.forEach(entry -> grants.put(entry.sha256(), entry.grant()));
        bySha256 = Map.copyOf(grants);
    }

    /** One token as the snapshot carries it. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Entry(
            String id,
            String name,
            Role role,
            String sha256,
            @Nullable Set<String> routes,
            @Nullable Set<String> models,
            @Nullable Set<String> tools,
            @Nullable Instant expiresAt) {

        TokenGrant grant() {
            return new TokenGrant(id, name, role, orAll(routes), orAll(models), orAll(tools), expiresAt);
        }

        private static Set<String> orAll(@Nullable Set<String> names) {
            return names == null ? Set.of() : names;
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Data(@JsonProperty("tokens") List<Entry> tokens) {}

    /** @param data the {@code data} member of the snapshot, UTF-8 JSON */
    public static TokenSnapshot parse(byte[] data) {
        try {
            return new TokenSnapshot(JSON.readValue(data, Data.class).tokens());
        } catch (IOException e) {
            throw new UncheckedIOException("the token snapshot cannot be read", e);
        }
    }

    public @Nullable TokenGrant find(String sha256Hex) {
        return bySha256.get(sha256Hex);
    }

    public int size() {
        return bySha256.size();
    }
}
