package dev.courtside.gateway.exchange;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Changes a few bytes of a JSON text and leaves all others as the client wrote them: numbers keep their digits, members
 * their order.
 */
public final class Splice {
    private final List<Edit> edits = new ArrayList<>(2);

    private record Edit(int from, int to, Buffer text) {}

    /** Puts {@code text} in the place of the bytes from {@code from} to before {@code to}; edits must not overlap. */
    public Splice replace(int from, int to, String text) {
        edits.add(new Edit(from, to, Buffer.buffer(text)));
        return this;
    }

    /**
     * Puts a member at the beginning of an object.
     *
     * @param afterBrace the index after the object's opening brace
     * @param empty whether the object has no member
     * @param member as JSON, without a comma
     */
    public Splice insert(int afterBrace, boolean empty, String member) {
        return replace(afterBrace, afterBrace, empty ? member : member + ",");
    }

    public Buffer apply(Buffer original) {
        if (edits.isEmpty()) {
            return original;
        }
        edits.sort(Comparator.comparingInt(Edit::from));
        Buffer changed = Buffer.buffer(original.length() + 128);
        int at = 0;
        for (Edit edit : edits) {
            changed.appendBuffer(original, at, edit.from - at).appendBuffer(edit.text);
            at = edit.to;
        }
        return changed.appendBuffer(original, at, original.length() - at);
    }
}
