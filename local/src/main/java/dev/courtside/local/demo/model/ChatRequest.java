package dev.courtside.local.demo.model;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of a chat completion request this model heeds.
 *
 * @param tools      names of the functions it may call
 * @param toolChoice {@code none}, {@code auto}, {@code required}, or the name of the function that must be called
 * @param maxTokens  of the answer
 */
record ChatRequest(
        String model,
        List<Message> messages,
        List<String> tools,
        String toolChoice,
        boolean stream,
        boolean includeUsage,
        int maxTokens) {

    /** @param role system, developer, user, assistant or tool */
    record Message(String role, String content) {}

    ChatRequest {
        messages = List.copyOf(messages);
        tools = List.copyOf(tools);
    }

    /** @throws InvalidRequestException naming the parameter */
    static ChatRequest parse(JsonObject body) {
        if (!(body.getValue("model") instanceof String model) || model.isBlank()) {
            throw new InvalidRequestException("you must provide a model parameter", "model");
        }
        if (!(body.getValue("messages") instanceof JsonArray messages) || messages.isEmpty()) {
            throw new InvalidRequestException("messages must be an array with at least one message", "messages");
        }
        if (body.getValue("n") instanceof Number n && n.intValue() != 1) {
            throw new InvalidRequestException("this demo gives one choice only: n must be 1", "n");
        }
        List<Message> parsed = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            parsed.add(message(messages.getValue(i), "messages[" + i + "]"));
        }
        List<String> tools = tools(body.getValue("tools"));
        return new ChatRequest(
                model,
                parsed,
                tools,
                toolChoice(body.getValue("tool_choice"), tools),
                Boolean.TRUE.equals(body.getValue("stream")),
                body.getValue("stream_options") instanceof JsonObject options
                        && Boolean.TRUE.equals(options.getValue("include_usage")),
                maxTokens(body));
    }

    Message last() {
        return messages.getLast();
    }

    /** The last thing a person said; empty if none did. */
    String question() {
        return messages.reversed().stream()
                .filter(message -> message.role().equals("user"))
                .findFirst()
                .map(Message::content)
                .orElse("");
    }

    private static Message message(@Nullable Object value, String param) {
        if (!(value instanceof JsonObject message) || !(message.getValue("role") instanceof String role)) {
            throw new InvalidRequestException(param + " must be an object with a role", param);
        }
        return new Message(role, content(message.getValue("content"), param + ".content"));
    }

    private static String content(@Nullable Object content, String param) {
        return switch (content) {
            case null -> "";
            case String text -> text;
            case JsonArray parts -> {
                StringBuilder text = new StringBuilder();
                for (Object part : parts) {
                    if (part instanceof JsonObject object && object.getValue("text") instanceof String one) {
                        text.append(one);
                    }
                }
                yield text.toString();
            }
            default -> throw new InvalidRequestException(param + " must be a string or an array of parts", param);
        };
    }

    private static List<String> tools(@Nullable Object tools) {
        if (tools == null) {
            return List.of();
        }
        if (!(tools instanceof JsonArray array)) {
            throw new InvalidRequestException("tools must be an array", "tools");
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            if (!(array.getValue(i) instanceof JsonObject tool)
                    || !(tool.getValue("function") instanceof JsonObject function)
                    || !(function.getValue("name") instanceof String name)) {
                throw new InvalidRequestException("tools[" + i + "].function.name is required", "tools[" + i + "]");
            }
            names.add(name);
        }
        return names;
    }

    private static String toolChoice(@Nullable Object choice, List<String> tools) {
        if (choice instanceof JsonObject object
                && object.getValue("function") instanceof JsonObject function
                && function.getValue("name") instanceof String name) {
            if (!tools.contains(name)) {
                throw new InvalidRequestException("tool_choice names '" + name + "', which tools lacks", "tool_choice");
            }
            return name;
        }
        return choice instanceof String word ? word : "auto";
    }

    private static int maxTokens(JsonObject body) {
        String param = body.containsKey("max_completion_tokens") ? "max_completion_tokens" : "max_tokens";
        Object value = body.getValue(param);
        if (value == null) {
            return Integer.MAX_VALUE;
        }
        if (!(value instanceof Number number) || number.intValue() < 1) {
            throw new InvalidRequestException(param + " must be at least 1", param);
        }
        return number.intValue();
    }
}
