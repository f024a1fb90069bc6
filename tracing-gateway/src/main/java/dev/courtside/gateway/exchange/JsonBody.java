package dev.courtside.gateway.exchange;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.courtside.gateway.exchange.JsonFeed.Bytes;
import dev.courtside.kit.problem.Problem;
import dev.courtside.kit.problem.ProblemException;
import dev.courtside.kit.problem.ProblemType;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Walks once through a JSON body, without building a tree of it, and knows at which byte it is. A body that is not JSON in
 * UTF-8, or has something after its end, is refused.
 */
public final class JsonBody implements AutoCloseable {
    private final JsonParser parser;

    private JsonBody(JsonParser parser) {
        this.parser = parser;
    }

    /** What is done with a body while it is open. */
    @FunctionalInterface
    public interface Reading<T> {
        T read(JsonBody body) throws IOException;
    }

    /**
     * Reads a body to its end.
     *
     * @throws ProblemException 400 that tells where the body stops being JSON, but not what stands there
     */
    public static <T> T read(Buffer body, Reading<T> reading) {
        Bytes bytes = Bytes.of(body);
        try (JsonBody json =
                new JsonBody(JsonFeed.JSON.createParser(bytes.array(), bytes.from(), bytes.to() - bytes.from()))) {
            json.parser.nextToken();
            T result = reading.read(json);
            if (json.parser.nextToken() != null) {
                throw invalid("Something follows after the end of the JSON document.");
            }
            return result;
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            throw invalid(
                    at == null
                            ? "The body is not valid JSON."
                            : "The body is not valid JSON at line " + at.getLineNr() + ", column " + at.getColumnNr()
                                    + ".");
        } catch (IOException e) {
            throw new UncheckedIOException(e); // it reads from memory only
        }
    }

    private static ProblemException invalid(String detail) {
        return new ProblemException(Problem.of(ProblemType.INVALID_JSON, detail));
    }

    /** What the parser stands on; null where the body is empty. */
    public @Nullable JsonToken current() {
        return parser.currentToken();
    }

    public JsonParser parser() {
        return parser;
    }

    /** Goes into the object that the parser stands on: true while there is another member, whose name is current. */
    public boolean nextMember() throws IOException {
        return parser.nextToken() == JsonToken.FIELD_NAME;
    }

    /** From the name of a member to its value. */
    public JsonToken value() throws IOException {
        JsonToken token = parser.nextToken();
        if (token == null) {
            throw invalid("The body ends in the middle of the JSON document.");
        }
        return token;
    }

    /** Past the value that the parser stands on, whatever it is. */
    public void skip() throws IOException {
        parser.skipChildren();
        parser.finishToken();
    }

    /** The text that the parser stands on, or null where it stands on null. */
    public @Nullable String text(String field) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> parser.getText();
            case VALUE_NULL -> null;
            default -> throw ProblemException.invalid(field, "A text is needed here.");
        };
    }

    /** The byte at which the current token begins. */
    public int tokenStart() {
        return (int) parser.currentTokenLocation().getByteOffset();
    }

    /** The byte after the current token. */
    public int tokenEnd() throws IOException {
        parser.finishToken();
        return (int) parser.currentLocation().getByteOffset();
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
