package dev.courtside.gateway.exchange;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Picks what it wants from the tokens of JSON documents that pass; keeps nothing else. */
public interface JsonWatcher {
    /** A document begins. */
    void begin();

    /** The parser stands on a token. */
    void token(JsonToken token, JsonParser parser) throws IOException;

    /** The document is complete. */
    default void end() {}

    /** Whether the document that has just ended may be sent on to the client. */
    default boolean mayPass() {
        return true;
    }
}
