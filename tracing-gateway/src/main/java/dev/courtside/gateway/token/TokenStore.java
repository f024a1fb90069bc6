package dev.courtside.gateway.token;

import dev.courtside.gateway.token.TokenRequest.NewToken;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The SQL of tokens. Every call runs on the connection it is given. */
@ApplicationScoped
public class TokenStore {
    private static final String COLUMNS = "id, name, role, routes, models, tools, expires_at, created_by, created_at";

    /** A token as every service needs it. */
    record Hashed(TokenView token, String sha256) {}

    /**
     * @param id made by the caller, UUIDv7, so that ids sort by time
     * @param sha256 of the secret, in hexadecimal
     */
    Uni<TokenView> insert(SqlClient sql, UUID id, NewToken token, String sha256, String createdBy) {
        Instant expiresAt = token.expiresAt();
        Tuple values = Tuple.tuple()
                .addUUID(id)
                .addString(token.name())
                .addString(token.role().wireName())
                .addString(sha256)
                .addArrayOfString(token.routes().toArray(String[]::new))
                .addArrayOfString(token.models().toArray(String[]::new))
                .addArrayOfString(token.tools().toArray(String[]::new))
                .addOffsetDateTime(expiresAt == null ? null : expiresAt.atOffset(ZoneOffset.UTC))
                .addString(createdBy);
        return sql.preparedQuery("""
                        INSERT INTO token (id, name, role, sha256, routes, models, tools, expires_at, created_by)
                        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING """ + " " + COLUMNS)
                .execute(values)
                .map(rows -> view(rows.iterator().next()));
    }

    /** The next tokens by id, so by the time they were made, after {@code after}. */
    Uni<List<TokenView>> list(SqlClient sql, UUID after, int limit) {
        return sql.preparedQuery("SELECT " + COLUMNS + " FROM token WHERE id > $1 ORDER BY id LIMIT $2")
                .execute(Tuple.of(after, limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(TokenStore::view)
                        .toList());
    }

    /** Every token with its hash. */
    Uni<List<Hashed>> all(SqlClient sql) {
        return sql.preparedQuery("SELECT sha256, " + COLUMNS + " FROM token ORDER BY id")
                .execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Hashed(view(row), row.getString("sha256")))
                        .toList());
    }

    /** Removes a token; null when there was none. */
    Uni<@Nullable TokenView> delete(SqlClient sql, UUID id) {
        return sql.preparedQuery("DELETE FROM token WHERE id = $1 RETURNING " + COLUMNS)
                .execute(Tuple.of(id))
                .map(rows -> rows.iterator().hasNext() ? view(rows.iterator().next()) : null);
    }

    private static TokenView view(Row row) {
        OffsetDateTime expiresAt = row.getOffsetDateTime("expires_at");
        return new TokenView(
                row.getUUID("id"),
                row.getString("name"),
                row.getString("role"),
                List.of(row.getArrayOfStrings("routes")),
                List.of(row.getArrayOfStrings("models")),
                List.of(row.getArrayOfStrings("tools")),
                expiresAt == null ? null : expiresAt.toInstant(),
                row.getString("created_by"),
                row.getOffsetDateTime("created_at").toInstant());
    }
}
