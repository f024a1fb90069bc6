package dev.courtside.gateway.mcp;

import dev.courtside.gateway.exchange.AnswerHead;
import dev.courtside.gateway.exchange.EventTap;
import dev.courtside.gateway.exchange.JsonFeed;
import dev.courtside.gateway.exchange.Tap;
import dev.courtside.gateway.telemetry.SpanNames;
import io.opentelemetry.api.trace.Span;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** Reads how an MCP call ended, from JSON or from a stream. */
final class McpTap implements Tap {
    private final McpAnswerReader reader = new McpAnswerReader();
    private final @Nullable EventTap events;
    private final @Nullable JsonFeed json;

    McpTap(AnswerHead head) {
        this.events = head.isEventStream() ? new EventTap(reader, false) : null;
        this.json = head.isJson() ? new JsonFeed(reader) : null;
    }

    @Override
    public @Nullable Buffer pass(Buffer chunk) {
        if (events != null) {
            return events.pass(chunk);
        }
        if (json != null) {
            json.accept(chunk);
        }
        return chunk;
    }

    @Override
    public @Nullable Buffer finish() {
        if (json != null) {
            json.finish();
        }
        return events == null ? null : events.finish();
    }

    @Override
    public @Nullable String errorType() {
        if (reader.errorCode() != null) {
            return reader.errorCode();
        }
        return reader.isToolError() ? "tool_error" : null;
    }

    @Override
    public boolean confirmsSubject() {
        return reader.hasResult();
    }

    @Override
    public void describe(Span span) {
        if (reader.errorCode() != null) {
            span.setAttribute(SpanNames.RPC_STATUS_CODE, reader.errorCode());
        }
    }
}
