package dev.courtside.gateway.openai;

import com.fasterxml.jackson.core.JsonToken;
import dev.courtside.gateway.exchange.JsonBody;
import dev.courtside.gateway.exchange.Splice;
import dev.courtside.kit.problem.ProblemException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway wants to know of a model's request, and where in the body it stands.
 *
 * @param model asked for, or null
 * @param user whom the client names, or null
 * @param stream whether the answer shall be a stream
 * @param usageAsked whether the client itself asks for usage at the end of a stream
 * @param sampling for the span
 * @param places for rewriting
 */
record ModelRequest(
        @Nullable String model,
        @Nullable String user,
        boolean stream,
        boolean usageAsked,
        Sampling sampling,
        Places places) {

    /** Parameters that spans show; null where the request does not set them. */
    record Sampling(
            @Nullable Long maxTokens,
            @Nullable Double temperature,
            @Nullable Double topP,
            @Nullable Long seed,
            @Nullable Long choices) {}

    /**
     * Where things stand, in bytes.
     *
     * @param root after the opening brace
     * @param empty whether the object has no member
     * @param model the model's value; {@link Span#NONE} where there is none
     * @param options the value of {@code stream_options}
     * @param usage the value of {@code include_usage} in them
     * @param optionsEmpty whether {@code stream_options} is an object without members
     */
    record Places(int root, boolean empty, Span model, Span options, Span usage, boolean optionsEmpty) {}

    /** From a byte to before another. */
    record Span(int from, int to) {
        static final Span NONE = new Span(-1, -1);

        boolean exists() {
            return from >= 0;
        }
    }

    /** @throws ProblemException 400 that names the field which cannot be understood */
    static ModelRequest read(Buffer body) {
        return JsonBody.read(body, json -> new Reader(json).read());
    }

    /** The body with another model. */
    Buffer withModel(Buffer body, String other) {
        String value = Json.encode(other);
        return places.model.exists()
                ? new Splice()
                        .replace(places.model.from, places.model.to, value)
                        .apply(body)
                : new Splice()
                        .insert(places.root, places.empty, "\"model\":" + value)
                        .apply(body);
    }

    /** The body that asks for usage at the end of the stream. */
    Buffer askingForUsage(Buffer body) {
        Splice splice = new Splice();
        if (places.usage.exists()) {
            splice.replace(places.usage.from, places.usage.to, "true");
        } else if (!places.options.exists()) {
            splice.insert(places.root, places.empty, "\"stream_options\":{\"include_usage\":true}");
        } else if (places.options.to - places.options.from > 1 && isObject(body)) {
            splice.insert(places.options.from + 1, places.optionsEmpty, "\"include_usage\":true");
        } else {
            splice.replace(places.options.from, places.options.to, "{\"include_usage\":true}");
        }
        return splice.apply(body);
    }

    private boolean isObject(Buffer body) {
        return body.getByte(places.options.from) == '{';
    }

    private static final class Reader {
        private final JsonBody json;
        private @Nullable String model;
        private @Nullable String user;
        private boolean stream;
        private boolean usageAsked;
        private @Nullable Long maxTokens;
        private @Nullable Double temperature;
        private @Nullable Double topP;
        private @Nullable Long seed;
        private @Nullable Long choices;
        private Span modelAt = Span.NONE;
        private Span optionsAt = Span.NONE;
        private Span usageAt = Span.NONE;
        private boolean optionsEmpty = true;

        Reader(JsonBody json) {
            this.json = json;
        }

        ModelRequest read() throws IOException {
            if (json.current() != JsonToken.START_OBJECT) {
                throw ProblemException.invalid(null, "The body must be a JSON object.");
            }
            int root = json.tokenEnd();
            boolean empty = true;
            while (json.nextMember()) {
                empty = false;
                String name = json.parser().currentName();
                json.value();
                member(name);
            }
            return new ModelRequest(
                    model,
                    user,
                    stream,
                    usageAsked,
                    new Sampling(maxTokens, temperature, topP, seed, choices),
                    new Places(root, empty, modelAt, optionsAt, usageAt, optionsEmpty));
        }

        private void member(String name) throws IOException {
            switch (name) {
                case "model" -> {
                    if (modelAt.exists()) {
                        // which of them an upstream takes is its own affair, and so would be whether it may be used
                        throw ProblemException.invalid("model", "The model stands twice in the body.");
                    }
                    model = json.text("model");
                    modelAt = new Span(json.tokenStart(), json.tokenEnd());
                }
                case "user" -> user = json.text("user");
                case "stream" -> stream = json.current() == JsonToken.VALUE_TRUE;
                case "stream_options" -> options();
                case "max_tokens", "max_completion_tokens", "max_output_tokens" -> maxTokens = integer();
                case "temperature" -> temperature = number();
                case "top_p" -> topP = number();
                case "seed" -> seed = integer();
                case "n" -> choices = integer();
                default -> json.skip();
            }
        }

        private void options() throws IOException {
            int from = json.tokenStart();
            if (json.current() == JsonToken.START_OBJECT) {
                while (json.nextMember()) {
                    optionsEmpty = false;
                    String name = json.parser().currentName();
                    JsonToken value = json.value();
                    if (name.equals("include_usage") && value.isScalarValue()) {
                        usageAsked = value == JsonToken.VALUE_TRUE;
                        usageAt = new Span(json.tokenStart(), json.tokenEnd());
                    } else {
                        json.skip();
                    }
                }
            } else {
                json.skip();
            }
            optionsAt = new Span(from, json.tokenEnd());
        }

        // what has the wrong type is the upstream's to refuse
        private @Nullable Long integer() throws IOException {
            if (json.current() == JsonToken.VALUE_NUMBER_INT && json.parser().getTextLength() < 19) {
                return json.parser().getLongValue();
            }
            json.skip();
            return null;
        }

        private @Nullable Double number() throws IOException {
            if (json.current() == JsonToken.VALUE_NUMBER_FLOAT || json.current() == JsonToken.VALUE_NUMBER_INT) {
                return json.parser().getDoubleValue();
            }
            json.skip();
            return null;
        }
    }
}
