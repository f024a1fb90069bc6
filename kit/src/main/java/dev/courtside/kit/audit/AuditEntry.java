package dev.courtside.kit.audit;

import dev.courtside.kit.problem.TraceIds;
import io.vertx.core.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * One change that somebody made.
 *
 * @param actor the id of the token, or the name of the controller that decided
 * @param action a verb, such as {@code put} or {@code failover}
 * @param resource kind and key, such as {@code routes/chat}
 * @param before JSON of what was, null for what is new; never with secrets in it
 * @param after JSON of what is, null for what is gone; never with secrets in it
 * @param traceId of the request that asked for it
 */
public record AuditEntry(
        String actor,
        String action,
        String resource,
        @Nullable String before,
        @Nullable String after,
        @Nullable String traceId) {

    /** An entry of the trace in progress; the values are written as JSON. */
    public static AuditEntry of(
            String actor, String action, String resource, @Nullable Object before, @Nullable Object after) {
        return new AuditEntry(actor, action, resource, json(before), json(after), TraceIds.current());
    }

    private static @Nullable String json(@Nullable Object value) {
        return value == null ? null : Json.encode(value);
    }
}
