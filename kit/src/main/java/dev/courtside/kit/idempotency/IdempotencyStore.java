package dev.courtside.kit.idempotency;

import dev.courtside.kit.database.Database;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Which keys have been used, for what, and what the answer was. */
@ApplicationScoped
public class IdempotencyStore {
    /** How long an answer is kept. */
    public static final Duration KEPT = Duration.ofHours(24);
    /** After this long without an answer the process that ran the request is taken to have died. */
    static final Duration ABANDONED = Duration.ofSeconds(60);

    private static final String CLAIM = """
            insert into idempotency (actor, key, request, request_sha256) values ($1, $2, $3, $4)
            on conflict (actor, key) do update
              set request = excluded.request, request_sha256 = excluded.request_sha256, status = null,
                  content_type = null, etag = null, body = null, created_at = clock_timestamp()
              where idempotency.created_at < clock_timestamp() - interval '24 hours'
                 or idempotency.status is null and idempotency.created_at < clock_timestamp() - interval '60 seconds'
                    and idempotency.request = excluded.request
                    and idempotency.request_sha256 = excluded.request_sha256
            """;

    private final Database database;

    public IdempotencyStore(Database database) {
        this.database = database;
    }

    /** A request under a key: who sent it, method and path, and the hash of its body. */
    public record Request(String actor, String key, String line, String bodySha256) {}

    /** The answer of the request that used the key first; {@code status} is null while it runs. */
    public record Earlier(
            String line,
            String bodySha256,
            @Nullable Integer status,
            @Nullable String contentType,
            @Nullable String etag,
            byte @Nullable [] body) {

        boolean isSame(Request request) {
            return line.equals(request.line()) && bodySha256.equals(request.bodySha256());
        }
    }

    /** Takes the key for this request; null where it was free, else what used it. */
    Uni<@Nullable Earlier> claim(Request request) {
        return database.withConnection(connection -> connection
                .preparedQuery(CLAIM)
                .execute(Tuple.of(request.actor(), request.key(), request.line(), request.bodySha256()))
                .chain(claimed -> {
                    if (claimed.rowCount() == 1) {
                        return Uni.createFrom().nullItem();
                    }
                    return connection
                            .preparedQuery("select request, request_sha256, status, content_type, etag, body"
                                    + " from idempotency where actor = $1 and key = $2")
                            .execute(Tuple.of(request.actor(), request.key()))
                            .map(rows -> earlier(rows.iterator().next()));
                }));
    }

    private static Earlier earlier(Row row) {
        Buffer body = row.getDelegate().getBuffer("body");
        return new Earlier(
                row.getString("request"),
                row.getString("request_sha256"),
                row.getInteger("status"),
                row.getString("content_type"),
                row.getString("etag"),
                body == null ? null : body.getBytes());
    }

    Uni<Void> answered(Request request, int status, @Nullable String contentType, @Nullable String etag, byte[] body) {
        return database.withConnection(connection -> connection
                .preparedQuery("update idempotency set status = $3, content_type = $4, etag = $5, body = $6"
                        + " where actor = $1 and key = $2")
                .execute(Tuple.from(
                        new Object[] {request.actor(), request.key(), status, contentType, etag, Buffer.buffer(body)}))
                .replaceWithVoid());
    }

    /** A request that failed for reasons of ours leaves the key free for another try. */
    Uni<Void> forget(Request request) {
        return database.withConnection(connection -> connection
                .preparedQuery("delete from idempotency where actor = $1 and key = $2 and status is null")
                .execute(Tuple.of(request.actor(), request.key()))
                .replaceWithVoid());
    }

    /** Deletes answers that are no longer promised. */
    public Uni<Long> purge() {
        return database.withConnection(connection -> connection
                .query("delete from idempotency where created_at < clock_timestamp() - interval '24 hours'")
                .execute()
                .map(rows -> (long) rows.rowCount()));
    }
}
