package dev.courtside.gateway.openai;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.courtside.gateway.exchange.JsonWatcher;
import dev.courtside.gateway.price.Usage;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Picks id, model, finish reasons, usage and errors out of model answers, whole ones and the events of streams: OpenAI's chat
 * completions, completions, embeddings and responses, and Anthropic's messages. The shapes do not contradict each other, so
 * one reader takes them all; what a later event says of usage replaces what an earlier one said.
 */
final class AnswerReader implements JsonWatcher {
    private static final int MOST_FINISH_REASONS = 16;
    private static final int LONGEST_TEXT = 256;

    /** The parts of an answer that matter; everything else is {@link #SKIPPED}. */
    private enum Part {
        ROOT,
        CHOICES,
        CHOICE,
        DELTA,
        USAGE,
        INPUT_DETAILS,
        OUTPUT_DETAILS,
        ERROR,
        SKIPPED
    }

    private final boolean withholdUsage;
    private final Deque<Part> path = new ArrayDeque<>();
    private final List<String> finishReasons = new ArrayList<>(1);
    private @Nullable String id;
    private @Nullable String model;
    private @Nullable String error;
    private long input = -1;
    private long output = -1;
    private long cached = -1;
    private long cacheRead = -1;
    private long cacheCreation = -1;
    private long reasoning = -1;

    private int skippedDepth;
    private boolean usageInDocument;
    private boolean noChoices;
    private boolean pass = true;

    /** @param withholdUsage whether a chunk that carries nothing but usage is none of the client's business */
    AnswerReader(boolean withholdUsage) {
        this.withholdUsage = withholdUsage;
    }

    @Override
    public void begin() {
        path.clear();
        skippedDepth = 0;
        usageInDocument = false;
        noChoices = false;
        pass = true;
    }

    @Override
    public void end() {
        pass = !(withholdUsage && usageInDocument && noChoices);
    }

    @Override
    public boolean mayPass() {
        return pass;
    }

    @Override
    public void token(JsonToken token, JsonParser parser) throws IOException {
        if (token.isStructStart()) {
            open(token, parser.currentName());
        } else if (token.isStructEnd()) {
            close();
        } else if (token != JsonToken.FIELD_NAME && skippedDepth == 0 && !path.isEmpty()) {
            String name = parser.currentName();
            if (name != null) {
                value(path.peek(), name, token, parser);
            }
        }
    }

    private void open(JsonToken token, @Nullable String name) {
        if (skippedDepth > 0) {
            skippedDepth++;
            return;
        }
        Part part = path.isEmpty()
                ? (token == JsonToken.START_OBJECT ? Part.ROOT : Part.SKIPPED)
                : child(path.peek(), token, name == null ? "" : name);
        if (part == Part.SKIPPED) {
            skippedDepth = 1;
            return;
        }
        noChoices |= part == Part.CHOICES;
        noChoices &= part != Part.CHOICE;
        usageInDocument |= part == Part.USAGE;
        if (part == Part.ERROR && error == null) {
            error = "error";
        }
        path.push(part);
    }

    private static Part child(@Nullable Part parent, JsonToken token, String name) {
        boolean object = token == JsonToken.START_OBJECT;
        if (parent == Part.CHOICES) {
            return object ? Part.CHOICE : Part.SKIPPED;
        }
        if (parent == Part.ROOT) {
            return switch (name) {
                // Anthropic's message_start and the events of OpenAI's responses wrap the answer
                case "message", "response" -> object ? Part.ROOT : Part.SKIPPED;
                case "choices" -> object ? Part.SKIPPED : Part.CHOICES;
                case "delta" -> object ? Part.DELTA : Part.SKIPPED;
                case "usage" -> object ? Part.USAGE : Part.SKIPPED;
                case "error" -> object ? Part.ERROR : Part.SKIPPED;
                default -> Part.SKIPPED;
            };
        }
        if (parent == Part.USAGE && object) {
            return switch (name) {
                case "prompt_tokens_details", "input_tokens_details" -> Part.INPUT_DETAILS;
                case "completion_tokens_details", "output_tokens_details" -> Part.OUTPUT_DETAILS;
                default -> Part.SKIPPED;
            };
        }
        return Part.SKIPPED;
    }

    private void close() {
        if (skippedDepth > 0) {
            skippedDepth--;
        } else {
            path.poll();
        }
    }

    private void value(@Nullable Part part, String name, JsonToken token, JsonParser parser) throws IOException {
        if (part == null) {
            return;
        }
        switch (part) {
            case ROOT -> root(name, token, parser);
            case CHOICE -> finish(name.equals("finish_reason"), token, parser);
            case DELTA -> finish(name.equals("stop_reason"), token, parser);
            case USAGE -> usage(name, count(token, parser));
            case INPUT_DETAILS -> cached = name.equals("cached_tokens") ? count(token, parser) : cached;
            case OUTPUT_DETAILS -> reasoning = name.equals("reasoning_tokens") ? count(token, parser) : reasoning;
            case ERROR -> {
                if (token == JsonToken.VALUE_STRING && (name.equals("code") || name.equals("type"))) {
                    error = text(parser);
                }
            }
            case CHOICES, SKIPPED -> {}
        }
    }

    private void root(String name, JsonToken token, JsonParser parser) throws IOException {
        if (token != JsonToken.VALUE_STRING) {
            return;
        }
        switch (name) {
            case "id" -> id = text(parser);
            case "model" -> model = text(parser);
            case "stop_reason" -> finish(true, token, parser);
            case "error" -> error = "error";
            default -> {}
        }
    }

    private void finish(boolean wanted, JsonToken token, JsonParser parser) throws IOException {
        if (wanted && token == JsonToken.VALUE_STRING && finishReasons.size() < MOST_FINISH_REASONS) {
            finishReasons.add(text(parser));
        }
    }

    private void usage(String name, long count) {
        if (count < 0) {
            return;
        }
        switch (name) {
            case "prompt_tokens", "input_tokens" -> input = count;
            case "completion_tokens", "output_tokens" -> output = count;
            case "prompt_cache_hit_tokens" -> cached = count; // DeepSeek
            case "cache_read_input_tokens" -> cacheRead = count; // Anthropic, not counted in its input_tokens
            case "cache_creation_input_tokens" -> cacheCreation = count;
            default -> {}
        }
    }

    private static long count(JsonToken token, JsonParser parser) throws IOException {
        return token == JsonToken.VALUE_NUMBER_INT && parser.getTextLength() < 19 ? parser.getLongValue() : -1;
    }

    private static String text(JsonParser parser) throws IOException {
        String text = parser.getText();
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
    }

    Usage usage() {
        if (cacheRead < 0 && cacheCreation < 0) {
            return new Usage(input, cached, output, reasoning);
        }
        long all = Math.max(0, input) + Math.max(0, cacheRead) + Math.max(0, cacheCreation);
        return new Usage(all, cacheRead, output, reasoning);
    }

    /** Tokens written to the provider's cache; -1 = unknown. */
    long cacheCreationTokens() {
        return cacheCreation;
    }

    @Nullable
    String id() {
        return id;
    }

    @Nullable
    String model() {
        return model;
    }

    List<String> finishReasons() {
        return finishReasons;
    }

    /** The code or type of the error that the answer is, or breaks off with. */
    @Nullable
    String error() {
        return error;
    }
}
