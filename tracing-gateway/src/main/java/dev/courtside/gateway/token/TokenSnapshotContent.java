package dev.courtside.gateway.token;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.courtside.gateway.token.TokenStore.Hashed;
import dev.courtside.kit.database.Database;
import dev.courtside.kit.security.Role;
import dev.courtside.kit.security.TokenSnapshot;
import dev.courtside.kit.snapshot.SnapshotContent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The token snapshot: ids, grants and hashes, for every service to authenticate with. */
@ApplicationScoped
public class TokenSnapshotContent implements SnapshotContent {
    private final Database database;
    private final TokenStore store;
    private final ObjectMapper json;

    @Inject
    public TokenSnapshotContent(Database database, TokenStore store, ObjectMapper json) {
        this.database = database;
        this.store = store;
        this.json = json;
    }

    @Override
    public String kind() {
        return TokenSnapshot.KIND;
    }

    @Override
    public Uni<byte[]> render() {
        return database.withConnection(store::all).map(tokens -> {
            List<TokenSnapshot.Entry> entries =
                    tokens.stream().map(TokenSnapshotContent::entry).toList();
            try {
                return json.writeValueAsBytes(Map.of("tokens", entries));
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException("The token snapshot cannot be written", e);
            }
        });
    }

    private static TokenSnapshot.Entry entry(Hashed hashed) {
        TokenView token = hashed.token();
        return new TokenSnapshot.Entry(
                token.id().toString(),
                token.name(),
                Role.ofWireName(token.role()),
                hashed.sha256(),
                Set.copyOf(token.routes()),
                Set.copyOf(token.models()),
                Set.copyOf(token.tools()),
                token.expiresAt());
    }
}
