package dev.courtside.gateway.mcp;

import com.fasterxml.jackson.core.JsonToken;
import dev.courtside.gateway.exchange.JsonBody;
import dev.courtside.gateway.exchange.Splice;
import dev.courtside.kit.problem.ProblemException;
import io.opentelemetry.api.trace.SpanContext;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway wants to know of a JSON-RPC message of a client, and where in the body it stands. Of a batch (which
 * 2025-03-26 had) all tools count, and its trace context is not touched.
 *
 * @param method called; null for an answer of the client
 * @param id of the request as JSON writes it, without quotes; null for a notification
 * @param names what is called
 * @param traceParent of {@code params._meta}, or null
 * @param places for writing the trace context; null where there is none to be written
 */
record McpMessage(
        @Nullable String method,
        @Nullable String id,
        Names names,
        @Nullable String traceParent,
        @Nullable Places places) {
    static final String BATCH = "batch";

    /** A message without a body, as GET and DELETE are. */
    static final McpMessage NONE = new McpMessage(null, null, new Names(null, null, Set.of()), null, null);

    /**
     * @param subject {@code params.name} of a tool or prompt, or null
     * @param uri {@code params.uri}, or null
     * @param tools every tool that is called
     */
    record Names(@Nullable String subject, @Nullable String uri, Set<String> tools) {}

    /**
     * Where an object opens, in bytes after its brace, or -1 where it is not there; and where the text of the trace parent
     * is.
     */
    record Places(Opening root, Opening params, Opening meta, int parentFrom, int parentTo) {}

    /** An object of the message. */
    record Opening(int at, boolean empty) {
        static final Opening NONE = new Opening(-1, true);

        boolean exists() {
            return at >= 0;
        }
    }

    /** @throws ProblemException 400 where the body is not JSON-RPC */
    static McpMessage read(Buffer body) {
        return JsonBody.read(body, json -> {
            if (json.current() == JsonToken.START_ARRAY) {
                return batch(json);
            }
            return new Reader(json).read();
        });
    }

    private static McpMessage batch(JsonBody json) throws IOException {
        Set<String> tools = new LinkedHashSet<>();
        while (json.value() != JsonToken.END_ARRAY) {
            tools.addAll(new Reader(json).read().names.tools);
        }
        return new McpMessage(BATCH, null, new Names(null, null, tools), null, null);
    }

    /** The body with the trace context of the call to the backend; every other byte stays. */
    Buffer withTrace(Buffer body, SpanContext context) {
        if (places == null || method == null || !context.isValid()) {
            return body;
        }
        String parent = "00-" + context.getTraceId() + "-" + context.getSpanId() + "-"
                + context.getTraceFlags().asHex();
        Splice splice = new Splice();
        if (places.parentFrom >= 0) {
            return splice.replace(places.parentFrom, places.parentTo, '"' + parent + '"')
                    .apply(body);
        }
        String member = "\"traceparent\":\"" + parent + '"';
        if (places.meta.exists()) {
            splice.insert(places.meta.at, places.meta.empty, member);
        } else if (places.params.exists()) {
            splice.insert(places.params.at, places.params.empty, "\"_meta\":{" + member + "}");
        } else {
            splice.insert(places.root.at, places.root.empty, "\"params\":{\"_meta\":{" + member + "}}");
        }
        return splice.apply(body);
    }

    private static final class Reader {
        private final JsonBody json;
        private @Nullable String method;
        private @Nullable String id;
        private @Nullable String name;
        private @Nullable String uri;
        private @Nullable String traceParent;
        private Opening params = Opening.NONE;
        private Opening meta = Opening.NONE;
        private int parentFrom = -1;
        private int parentTo = -1;
        private boolean untouchable;

        Reader(JsonBody json) {
            this.json = json;
        }

        McpMessage read() throws IOException {
            if (json.current() != JsonToken.START_OBJECT) {
                throw ProblemException.invalid(null, "The body must be a JSON-RPC message.");
            }
            int root = json.tokenEnd();
            boolean empty = true;
            while (json.nextMember()) {
                empty = false;
                String member = json.parser().currentName();
                JsonToken value = json.value();
                switch (member) {
                    case "method" -> method = once("method", method, json.text("method"));
                    case "id" -> id = value.isScalarValue() ? json.parser().getText() : null;
                    case "params" -> params(value);
                    default -> json.skip();
                }
            }
            Set<String> tools = "tools/call".equals(method) && name != null ? Set.of(name) : Set.of();
            Places places =
                    untouchable ? null : new Places(new Opening(root, empty), params, meta, parentFrom, parentTo);
            return new McpMessage(method, id, new Names(name, uri, tools), traceParent, places);
        }

        private void params(JsonToken value) throws IOException {
            if (value != JsonToken.START_OBJECT) {
                untouchable = true; // an array, or nonsense that the backend may refuse
                json.skip();
                return;
            }
            int at = json.tokenEnd();
            boolean empty = true;
            while (json.nextMember()) {
                empty = false;
                String member = json.parser().currentName();
                JsonToken token = json.value();
                switch (member) {
                    case "name" ->
                        name = token == JsonToken.VALUE_STRING
                                ? once("params.name", name, json.text("params.name"))
                                : skipped();
                    case "uri" -> uri = token == JsonToken.VALUE_STRING ? json.text("params.uri") : skipped();
                    case "_meta" -> meta(token);
                    default -> json.skip();
                }
            }
            params = new Opening(at, empty);
        }

        private void meta(JsonToken value) throws IOException {
            if (value != JsonToken.START_OBJECT) {
                untouchable = true;
                json.skip();
                return;
            }
            int at = json.tokenEnd();
            boolean empty = true;
            while (json.nextMember()) {
                empty = false;
                String member = json.parser().currentName();
                JsonToken token = json.value();
                if (member.equals("traceparent") && token == JsonToken.VALUE_STRING) {
                    traceParent = json.text("params._meta.traceparent");
                    parentFrom = json.tokenStart();
                    parentTo = json.tokenEnd();
                } else {
                    json.skip();
                }
            }
            meta = new Opening(at, empty);
        }

        private @Nullable String skipped() throws IOException {
            json.skip();
            return null;
        }

        // of two, the gateway would judge one and the backend might run the other
        private static @Nullable String once(String field, @Nullable String before, @Nullable String now) {
            if (before != null) {
                throw ProblemException.invalid(field, "It stands twice in the message.");
            }
            return now;
        }
    }
}
