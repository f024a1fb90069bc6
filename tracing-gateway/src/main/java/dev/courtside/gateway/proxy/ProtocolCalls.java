package dev.courtside.gateway.proxy;

import dev.courtside.gateway.exchange.Arrival;
import dev.courtside.gateway.exchange.BodyReader;
import dev.courtside.gateway.exchange.Call;
import dev.courtside.gateway.exchange.Calls;
import dev.courtside.gateway.http.PlainCall;
import dev.courtside.gateway.mcp.McpCall;
import dev.courtside.gateway.openai.ModelCall;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import jakarta.inject.Singleton;

/** Which protocol reads which operation's requests. */
@Singleton
class ProtocolCalls implements Calls {
    @Override
    public boolean needsNoBody(Arrival arrival) {
        return switch (arrival.operation()) {
            case CHAT, RESPONSES, COMPLETIONS, EMBEDDINGS, MESSAGES -> false;
            case MODELS -> true;
            case MCP -> !HttpMethod.POST.equals(arrival.request().method());
            case HTTP -> {
                long length = BodyReader.announcedLength(arrival.request());
                yield length == 0 || length == BodyReader.UNTOLD || length > BodyReader.LIMIT;
            }
        };
    }

    @Override
    public Call withoutBody(Arrival arrival) {
        return switch (arrival.operation()) {
            case MCP -> McpCall.read(arrival.request(), Buffer.buffer());
            default ->
                new PlainCall(arrival.request().method(), null, BodyReader.announcedLength(arrival.request()) != 0);
        };
    }

    @Override
    public Call read(Arrival arrival, Buffer body) {
        return switch (arrival.operation()) {
            case CHAT, RESPONSES, COMPLETIONS, EMBEDDINGS, MESSAGES -> ModelCall.read(arrival.operation(), body);
            case MCP -> McpCall.read(arrival.request(), body);
            case MODELS, HTTP -> new PlainCall(arrival.request().method(), body, false);
        };
    }
}
