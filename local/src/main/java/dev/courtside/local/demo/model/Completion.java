package dev.courtside.local.demo.model;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * One answer in OpenAI's JSON, whole or in chunks.
 *
 * @param id      {@code chatcmpl-…}
 * @param created seconds since the epoch
 */
record Completion(String id, long created, String model, String fingerprint, Reply reply, Usage usage) {

    JsonObject whole() {
        JsonObject message = new JsonObject().put("role", "assistant").put("refusal", null);
        switch (reply) {
            case Reply.Text text -> message.put("content", text.text());
            case Reply.ToolCall call ->
                message.put("content", null)
                        .put(
                                "tool_calls",
                                new JsonArray()
                                        .add(new JsonObject()
                                                .put("id", callId())
                                                .put("type", "function")
                                                .put("function", function(call.name(), call.arguments()))));
        }
        return envelope("chat.completion")
                .put(
                        "choices",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("index", 0)
                                        .put("message", message)
                                        .put("logprobs", null)
                                        .put("finish_reason", reply.finishReason())))
                .put("usage", usage.toJson());
    }

    /** The first chunk, which names the role and, for a call, the function. */
    JsonObject opening(boolean includeUsage) {
        JsonObject delta = new JsonObject().put("role", "assistant");
        switch (reply) {
            case Reply.Text text -> delta.put("content", "");
            case Reply.ToolCall call ->
                delta.put("content", null)
                        .put(
                                "tool_calls",
                                new JsonArray()
                                        .add(new JsonObject()
                                                .put("index", 0)
                                                .put("id", callId())
                                                .put("type", "function")
                                                .put("function", function(call.name(), ""))));
        }
        return chunk(delta, null, includeUsage);
    }

    JsonObject piece(String piece, boolean includeUsage) {
        return switch (reply) {
            case Reply.Text text -> chunk(new JsonObject().put("content", piece), null, includeUsage);
            case Reply.ToolCall call ->
                chunk(
                        new JsonObject()
                                .put(
                                        "tool_calls",
                                        new JsonArray()
                                                .add(new JsonObject()
                                                        .put("index", 0)
                                                        .put("function", new JsonObject().put("arguments", piece)))),
                        null,
                        includeUsage);
        };
    }

    JsonObject closing(boolean includeUsage) {
        return chunk(new JsonObject(), reply.finishReason(), includeUsage);
    }

    /** The last chunk of a stream whose {@code stream_options.include_usage} is set. */
    JsonObject usageChunk() {
        return envelope("chat.completion.chunk").put("choices", new JsonArray()).put("usage", usage.toJson());
    }

    private JsonObject chunk(JsonObject delta, @Nullable String finishReason, boolean includeUsage) {
        JsonObject chunk = envelope("chat.completion.chunk")
                .put(
                        "choices",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("index", 0)
                                        .put("delta", delta)
                                        .put("logprobs", null)
                                        .put("finish_reason", finishReason)));
        return includeUsage ? chunk.put("usage", null) : chunk;
    }

    private JsonObject envelope(String object) {
        return new JsonObject()
                .put("id", id)
                .put("object", object)
                .put("created", created)
                .put("model", model)
                .put("system_fingerprint", fingerprint);
    }

    private String callId() {
        return id.replace("chatcmpl-", "call_");
    }

    private static JsonObject function(String name, String arguments) {
        return new JsonObject().put("name", name).put("arguments", arguments);
    }
}
