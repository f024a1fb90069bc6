package dev.courtside.gateway.proxy;

import dev.courtside.gateway.exchange.Tap;
import dev.courtside.gateway.outcome.ExchangeOutcome.Attempt;
import dev.courtside.gateway.outcome.ExchangeOutcome.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an exchange ended.
 *
 * @param outcome for the client
 * @param status sent to the client; 0 when none was
 * @param attempts all of them, in order
 * @param tap what was read of the answer; {@link Tap#BLIND} without one
 * @param timing of the answer's parts
 * @param errorType {@code error.type} where it failed, else null
 */
record Conclusion(
        Outcome outcome,
        int status,
        List<Attempt> attempts,
        Tap tap,
        Timing timing,
        @Nullable String errorType) {
    /**
     * @param headNanos from the request's arrival to the upstream's answer's head; -1 without one
     * @param firstChunkNanos to the first bytes of its body; -1 without one
     * @param streamed whether the answer was a stream of events
     * @param upstreamNanos spent waiting for upstreams
     */
    record Timing(long headNanos, long firstChunkNanos, boolean streamed, long upstreamNanos) {
        static final Timing NONE = new Timing(-1, -1, false, 0);
    }
}
