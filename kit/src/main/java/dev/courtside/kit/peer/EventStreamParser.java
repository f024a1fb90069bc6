package dev.courtside.kit.peer;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Takes bytes of a {@code text/event-stream} as they arrive, split anywhere, and gives whole events. */
final class EventStreamParser {
    private static final int MAX_LINE = 64 * 1024;

    private final Consumer<ServerSentEvent> events;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(256);
    private final StringBuilder data = new StringBuilder();
    private String event = "";
    private String id = "";
    private boolean afterCarriageReturn;

    EventStreamParser(Consumer<ServerSentEvent> events) {
        this.events = events;
    }

    /** @throws IllegalStateException where a line is longer than any that our services send */
    void accept(byte[] bytes) {
        for (byte b : bytes) {
            if (b == '\n' && afterCarriageReturn) {
                afterCarriageReturn = false;
                continue;
            }
            afterCarriageReturn = b == '\r';
            if (b == '\n' || b == '\r') {
                endLine(line.toString(StandardCharsets.UTF_8));
                line.reset();
            } else {
                if (line.size() == MAX_LINE) {
                    throw new IllegalStateException("a line of the event stream is over " + MAX_LINE + " bytes");
                }
                line.write(b);
            }
        }
    }

    private void endLine(String text) {
        if (text.isEmpty()) {
            if (!data.isEmpty()) {
                events.accept(new ServerSentEvent(event.isEmpty() ? "message" : event, id, data.toString()));
            }
            data.setLength(0);
            event = "";
            return;
        }
        int colon = text.indexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon);
        String value = colon < 0 ? "" : text.substring(text.startsWith(" ", colon + 1) ? colon + 2 : colon + 1);
        switch (name) {
            case "event" -> event = value;
            case "id" -> id = value;
            case "data" -> data.append(data.isEmpty() ? "" : "\n").append(value);
            default -> {
                // comments (heartbeats) and fields of later versions
            }
        }
    }
}
