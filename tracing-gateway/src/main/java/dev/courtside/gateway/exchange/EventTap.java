package dev.courtside.gateway.exchange;

import dev.courtside.gateway.exchange.JsonFeed.Bytes;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Shows the data of each event of a stream, taken as JSON, to a {@link JsonWatcher}. Passes every chunk on as it came; only
 * where events may have to be withheld it passes on whole events, so that a chunk's last, unfinished one waits for its end.
 */
public final class EventTap {
    private static final byte[] DATA = {'d', 'a', 't', 'a', ':'};

    private final JsonWatcher watcher;
    private final boolean mayWithhold;
    private final EventFramer.Sink sink = new Passing();
    private final EventFramer framer;
    private @Nullable Buffer passed;
    private boolean withheld;
    private boolean lastPassed = true;

    public EventTap(JsonWatcher watcher, boolean mayWithhold) {
        this.watcher = watcher;
        this.mayWithhold = mayWithhold;
        this.framer = new EventFramer(sink);
    }

    /** See {@link Tap#pass}. */
    public @Nullable Buffer pass(Buffer chunk) {
        Bytes bytes = Bytes.of(chunk);
        if (!mayWithhold) {
            framer.accept(bytes.array(), bytes.from(), bytes.to());
            return chunk;
        }
        boolean aligned = !framer.hasPending();
        withheld = false;
        framer.accept(bytes.array(), bytes.from(), bytes.to());
        Buffer events = passed;
        passed = null;
        return aligned && !withheld && !framer.hasPending() ? chunk : events;
    }

    /** See {@link Tap#finish}: an event without the blank line at its end counts too. */
    public @Nullable Buffer finish() {
        if (!framer.hasPending()) {
            return null;
        }
        byte[] rest = framer.takePending();
        sink.event(rest, 0, rest.length);
        Buffer last = passed;
        passed = null;
        return mayWithhold ? last : null;
    }

    private final class Passing implements EventFramer.Sink {
        @Override
        public void event(byte[] array, int from, int to) {
            lastPassed = show(array, from, to);
            trailing(array, from, to);
        }

        @Override
        public void trailing(byte[] array, int from, int to) {
            if (lastPassed) {
                unframed(array, from, to);
            } else {
                withheld = true;
            }
        }

        @Override
        public void unframed(byte[] array, int from, int to) {
            if (mayWithhold) {
                passed = (passed == null ? Buffer.buffer(to - from) : passed).appendBytes(array, from, to - from);
            }
        }
    }

    /** Finds the data of the event, mostly one line; whether the event may pass. */
    private boolean show(byte[] array, int from, int to) {
        int dataFrom = -1;
        int dataTo = -1;
        ByteArrayOutputStream several = null;
        for (int line = from; line < to; ) {
            int end = line;
            while (end < to && array[end] != '\n' && array[end] != '\r') {
                end++;
            }
            if (isData(array, line, end)) {
                int value = line + DATA.length;
                value = value < end && array[value] == ' ' ? value + 1 : value;
                if (dataFrom >= 0) {
                    several = several == null ? copyOf(array, dataFrom, dataTo) : several;
                    several.write('\n');
                    several.write(array, value, end - value);
                }
                dataFrom = value;
                dataTo = end;
            }
            line = end + 1;
        }
        if (dataFrom < 0) {
            return true;
        }
        if (several != null) {
            JsonFeed.show(several.toByteArray(), 0, several.size(), watcher);
        } else {
            JsonFeed.show(array, dataFrom, dataTo, watcher);
        }
        return watcher.mayPass();
    }

    private static ByteArrayOutputStream copyOf(byte[] array, int from, int to) {
        ByteArrayOutputStream copy = new ByteArrayOutputStream(2 * (to - from));
        copy.write(array, from, to - from);
        return copy;
    }

    private static boolean isData(byte[] array, int from, int to) {
        if (to - from < DATA.length) {
            return false;
        }
        for (int i = 0; i < DATA.length; i++) {
            if (array[from + i] != DATA[i]) {
                return false;
            }
        }
        return true;
    }
}
