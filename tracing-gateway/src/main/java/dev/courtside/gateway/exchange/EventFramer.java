package dev.courtside.gateway.exchange;

import java.util.Arrays;

/**
 * Cuts the bytes of a {@code text/event-stream}, which may arrive split anywhere, into whole events. Lines may end in LF,
 * CRLF or CR. Only an event that has not ended yet is kept, up to {@value #LONGEST_EVENT} bytes.
 */
final class EventFramer {
    static final int LONGEST_EVENT = 1 << 20;

    private static final int FIRST_CAPACITY = 512;

    private final Sink sink;
    private byte[] pending = new byte[0];
    private int length;
    private boolean lineIsEmpty = true;
    private boolean afterCarriageReturn;
    private boolean overflown;

    /** Takes the raw bytes, all of them and in order. */
    interface Sink {
        /** One whole event, the blank line at its end included. */
        void event(byte[] array, int from, int to);

        /** What belongs to the last event although it came after its end. */
        void trailing(byte[] array, int from, int to);

        /** Bytes of an event that is too long, and of everything after it: from there on nothing is cut. */
        void unframed(byte[] array, int from, int to);
    }

    EventFramer(Sink sink) {
        this.sink = sink;
    }

    void accept(byte[] array, int from, int to) {
        if (overflown) {
            sink.unframed(array, from, to);
            return;
        }
        int start = from;
        if (from < to && array[from] == '\n' && afterCarriageReturn && length == 0 && lineIsEmpty) {
            // the second half of a CRLF whose first half ended an event: it does not belong to the next one
            afterCarriageReturn = false;
            start = from + 1;
            sink.trailing(array, from, start);
        }
        for (int i = start; i < to; i++) {
            byte b = array[i];
            if (b == '\n' && afterCarriageReturn) {
                afterCarriageReturn = false;
                continue; // the second half of a CRLF
            }
            afterCarriageReturn = b == '\r';
            if (b != '\n' && b != '\r') {
                lineIsEmpty = false;
            } else if (!lineIsEmpty) {
                lineIsEmpty = true;
            } else {
                int end = i + 1;
                if (b == '\r' && end < to && array[end] == '\n') {
                    end++;
                    i++;
                    afterCarriageReturn = false;
                }
                complete(array, start, end);
                start = end;
                if (overflown) {
                    sink.unframed(array, start, to);
                    return;
                }
            }
        }
        keep(array, start, to);
    }

    private void complete(byte[] array, int from, int to) {
        if (length == 0) {
            sink.event(array, from, to);
            return;
        }
        keep(array, from, to);
        if (!overflown) {
            int whole = length;
            length = 0;
            sink.event(pending, 0, whole);
        }
    }

    private void keep(byte[] array, int from, int to) {
        int more = to - from;
        if (more == 0) {
            return;
        }
        if (length + more > LONGEST_EVENT) {
            overflown = true;
            int kept = length;
            length = 0;
            sink.unframed(pending, 0, kept);
            sink.unframed(array, from, to);
            return;
        }
        if (length + more > pending.length) {
            pending = Arrays.copyOf(pending, Math.max(FIRST_CAPACITY, Math.max(length + more, pending.length * 2)));
        }
        System.arraycopy(array, from, pending, length, more);
        length += more;
    }

    /** Whether an event has begun and not ended. */
    boolean hasPending() {
        return length > 0;
    }

    /** The bytes of the event that has not ended, which the framer then forgets. */
    byte[] takePending() {
        byte[] taken = Arrays.copyOf(pending, length);
        length = 0;
        return taken;
    }
}
