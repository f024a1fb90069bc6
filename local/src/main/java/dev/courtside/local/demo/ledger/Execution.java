package dev.courtside.local.demo.ledger;

import org.jspecify.annotations.Nullable;

/**
 * One call that reached a region.
 *
 * @param sequence       1 for the first call of this process
 * @param model          the model that a model call named
 * @param rpcMethod      the JSON-RPC method of an MCP call
 * @param tool           the tool, prompt or resource of an MCP call
 * @param idempotencyKey of the header {@code Idempotency-Key}
 * @param requestId      of the header {@code X-Request-Id}
 * @param user           the {@code user} of a model call
 * @param at             RFC 3339
 * @param fault          what was done wrong: {@code none}, {@code error}, …
 * @param executed       false if the fault kept the call from being carried out
 */
public record Execution(
        long sequence,
        String method,
        String path,
        @Nullable String model,
        @Nullable String rpcMethod,
        @Nullable String tool,
        @Nullable String idempotencyKey,
        @Nullable String requestId,
        @Nullable String traceparent,
        @Nullable String user,
        String at,
        String fault,
        boolean executed) {}
