package dev.courtside.gateway.openai;

import dev.courtside.gateway.exchange.AnswerHead;
import dev.courtside.gateway.exchange.EventTap;
import dev.courtside.gateway.exchange.JsonFeed;
import dev.courtside.gateway.exchange.Tap;
import dev.courtside.gateway.price.Usage;
import dev.courtside.gateway.telemetry.SpanNames;
import io.opentelemetry.api.trace.Span;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what a model's answer says of itself. */
final class ModelTap implements Tap {
    private final AnswerReader reader;
    private final @Nullable EventTap events;
    private final @Nullable JsonFeed json;

    /**
     * @param withholdUsage whether the gateway asked for the usage of the stream, and the client did not
     */
    ModelTap(AnswerHead head, boolean withholdUsage) {
        this.reader = new AnswerReader(withholdUsage);
        this.events = head.isEventStream() ? new EventTap(reader, withholdUsage) : null;
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
    public Usage usage() {
        return reader.usage();
    }

    @Override
    public @Nullable String errorType() {
        return reader.error() == null ? null : "upstream_error";
    }

    @Override
    public void describe(Span span) {
        set(span, reader);
        Usage usage = reader.usage();
        count(span, SpanNames.USAGE_INPUT_TOKENS, usage.inputTokens());
        count(span, SpanNames.USAGE_OUTPUT_TOKENS, usage.outputTokens());
        count(span, SpanNames.USAGE_CACHE_READ_TOKENS, usage.cachedInputTokens());
        count(span, SpanNames.USAGE_CACHE_CREATION_TOKENS, reader.cacheCreationTokens());
        count(span, SpanNames.USAGE_REASONING_TOKENS, usage.reasoningTokens());
    }

    private static void set(Span span, AnswerReader reader) {
        if (reader.id() != null) {
            span.setAttribute(SpanNames.RESPONSE_ID, reader.id());
        }
        if (reader.model() != null) {
            span.setAttribute(SpanNames.RESPONSE_MODEL, reader.model());
        }
        if (!reader.finishReasons().isEmpty()) {
            span.setAttribute(SpanNames.RESPONSE_FINISH_REASONS, List.copyOf(reader.finishReasons()));
        }
    }

    private static void count(Span span, io.opentelemetry.api.common.AttributeKey<Long> key, long tokens) {
        if (tokens >= 0) {
            span.setAttribute(key, tokens);
        }
    }
}
