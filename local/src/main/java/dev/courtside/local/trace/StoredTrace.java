package dev.courtside.local.trace;

import java.util.List;

/**
 * What is known of one trace at one moment.
 *
 * @param spans        in the order of their arrival; never empty
 * @param droppedSpans that arrived past the limit of spans per trace
 */
record StoredTrace(String traceId, List<StoredSpan> spans, long droppedSpans) {

    long startMicros() {
        return spans.stream().mapToLong(StoredSpan::startMicros).min().orElse(0);
    }
}
