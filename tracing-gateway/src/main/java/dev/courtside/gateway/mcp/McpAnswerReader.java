package dev.courtside.gateway.mcp;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.courtside.gateway.exchange.JsonWatcher;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Picks out of JSON-RPC messages how the client's call ended. Requests and notifications of the server, which come on the same
 * stream, have neither result nor error.
 */
final class McpAnswerReader implements JsonWatcher {
    private static final int TOP = 1;
    private static final int INSIDE = 2;

    private int depth;
    private @Nullable String inside;
    private boolean result;
    private boolean toolError;
    private @Nullable String errorCode;

    @Override
    public void begin() {
        depth = 0;
        inside = null;
    }

    @Override
    public void token(JsonToken token, JsonParser parser) throws IOException {
        if (token.isStructStart()) {
            if (depth == TOP) {
                inside = parser.currentName();
                result |= "result".equals(inside);
            }
            depth++;
        } else if (token.isStructEnd()) {
            depth--;
        } else if (depth == INSIDE && token != JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if ("result".equals(inside) && "isError".equals(name)) {
                toolError |= token == JsonToken.VALUE_TRUE;
            } else if ("error".equals(inside) && "code".equals(name) && token == JsonToken.VALUE_NUMBER_INT) {
                errorCode = parser.getText();
            }
        }
    }

    /** Whether a result came. */
    boolean hasResult() {
        return result;
    }

    /** Whether the tool ran and says that it failed. */
    boolean isToolError() {
        return toolError;
    }

    /** The JSON-RPC error code, or null. */
    @Nullable
    String errorCode() {
        return errorCode;
    }
}
