package dev.courtside.gateway.token;

import dev.courtside.gateway.admin.ConfigurationLog;
import dev.courtside.gateway.admin.ConfigurationLog.Change;
import dev.courtside.gateway.token.TokenRequest.NewToken;
import dev.courtside.kit.database.Database;
import dev.courtside.kit.id.UuidV7;
import dev.courtside.kit.page.Cursors;
import dev.courtside.kit.page.Page;
import dev.courtside.kit.problem.ProblemException;
import dev.courtside.kit.security.TokenSecret;
import dev.courtside.kit.security.TokenSnapshot;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Issues and revokes tokens. A secret exists in the answer that shows it and nowhere else; everything else works on its
 * SHA-256. Every service follows the snapshot, so a revocation holds everywhere within two seconds.
 */
@ApplicationScoped
public class TokenService {
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final Database database;
    private final TokenStore store;
    private final ConfigurationLog log;

    @Inject
    public TokenService(Database database, TokenStore store, ConfigurationLog log) {
        this.database = database;
        this.store = store;
        this.log = log;
    }

    Uni<CreatedToken> create(NewToken token) {
        String secret = TokenSecret.generate();
        UUID id = UuidV7.next();
        return database.inTransaction(sql -> store.insert(sql, id, token, TokenSecret.sha256Hex(secret), log.actor())
                        .call(created -> log.record(
                                sql, TokenSnapshot.KIND, new Change("token.create", "tokens/" + id, null, created))))
                .invoke(log::committed)
                .map(created -> new CreatedToken(created, secret));
    }

    Uni<Page<TokenView>> list(@Nullable String cursor, int limit) {
        String after = Cursors.decode(cursor);
        UUID last = after.isEmpty() ? BEFORE_ALL : id("cursor", after);
        return database.withConnection(sql -> store.list(sql, last, limit + 1))
                .map(found -> Cursors.page(found, limit, t -> t.id().toString()));
    }

    Uni<Void> revoke(UUID id) {
        return database.inTransaction(sql -> store.delete(sql, id).flatMap(revoked -> {
                    if (revoked == null) {
                        throw ProblemException.notFound("token", id.toString());
                    }
                    return log.record(
                            sql, TokenSnapshot.KIND, new Change("token.revoke", "tokens/" + id, revoked, null));
                }))
                .invoke(log::committed);
    }

    static UUID id(String field, String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid(field, "is not a token's id");
        }
    }
}
