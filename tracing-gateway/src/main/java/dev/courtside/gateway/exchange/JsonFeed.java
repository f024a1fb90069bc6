package dev.courtside.gateway.exchange;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.async.ByteArrayFeeder;
import io.netty.buffer.ByteBuf;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Shows one JSON document to a {@link JsonWatcher} chunk by chunk, in constant memory however long it is. */
public final class JsonFeed {
    static final JsonFactory JSON = new JsonFactory();

    private final JsonWatcher watcher;
    private final JsonParser parser;
    private final ByteArrayFeeder feeder;
    private boolean broken;

    public JsonFeed(JsonWatcher watcher) {
        this.watcher = watcher;
        try {
            this.parser = JSON.createNonBlockingByteArrayParser();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // it reads from memory only
        }
        this.feeder = (ByteArrayFeeder) parser.getNonBlockingInputFeeder();
        watcher.begin();
    }

    /** Takes the next bytes; after bytes that are no JSON it ignores all that follow. */
    public void accept(Buffer chunk) {
        if (broken || chunk.length() == 0) {
            return;
        }
        Bytes bytes = Bytes.of(chunk);
        try {
            feeder.feedInput(bytes.array(), bytes.from(), bytes.to());
            drain();
        } catch (IOException e) {
            broken = true;
        }
    }

    /** No more bytes come. */
    public void finish() {
        if (!broken) {
            feeder.endOfInput();
            try {
                drain();
                watcher.end();
            } catch (IOException e) {
                broken = true;
            }
        }
    }

    private void drain() throws IOException {
        @Nullable JsonToken token = parser.nextToken();
        while (token != null && token != JsonToken.NOT_AVAILABLE) {
            watcher.token(token, parser);
            token = parser.nextToken();
        }
    }

    /** Shows a whole document at once. */
    static void show(byte[] array, int from, int to, JsonWatcher watcher) {
        watcher.begin();
        try (JsonParser whole = JSON.createParser(array, from, to - from)) {
            for (JsonToken token = whole.nextToken(); token != null; token = whole.nextToken()) {
                watcher.token(token, whole);
            }
            watcher.end();
        } catch (IOException e) {
            // not JSON, such as OpenAI's [DONE]: it passes unread
            return;
        }
    }

    /** A chunk's bytes, not copied where they lie in an array anyway. */
    @SuppressWarnings("ArrayRecordComponent") // never compared; it lives as long as one chunk is looked at
    record Bytes(byte[] array, int from, int to) {
        static Bytes of(Buffer chunk) {
            ByteBuf buffer = chunk.getByteBuf();
            if (buffer.hasArray()) {
                int from = buffer.arrayOffset() + buffer.readerIndex();
                return new Bytes(buffer.array(), from, from + buffer.readableBytes());
            }
            byte[] copy = chunk.getBytes();
            return new Bytes(copy, 0, copy.length);
        }
    }
}
