package dev.courtside.gateway.outcome;

import dev.courtside.gateway.price.Usage;
import dev.courtside.gateway.route.Protocol;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of a finished exchange: one per client request, however many attempts it took.
 *
 * @param target where it went
 * @param caller who asked
 * @param timing when, how long, and its trace
 * @param result how it ended
 * @param assignments the variants it was given; empty outside experiments
 */
public record ExchangeOutcome(
        Target target, Caller caller, Timing timing, Result result, List<AssignedVariant> assignments) {
    public ExchangeOutcome {
        assignments = List.copyOf(assignments);
    }

    /**
     * @param route the route's name
     * @param protocol the route's protocol
     * @param deployment the deployment behind the route
     * @param region the region that answered last; null when none could be tried
     * @param model the model that the upstream was asked for; null outside model calls
     * @param provider who sells the model; null when unknown
     */
    public record Target(
            String route,
            Protocol protocol,
            String deployment,
            @Nullable String region,
            @Nullable String model,
            @Nullable String provider) {}

    /**
     * @param unit what experiments count: {@code Courtside-User}, else the body's user, else the token's id
     * @param tokenId the id (never the secret) of the token
     * @param queryType {@code Courtside-Query-Type}, or null
     */
    public record Caller(
            String unit, String tokenId, @Nullable String queryType) {}

    /**
     * @param start when the request's head had arrived
     * @param durationNanos until the last byte of the response, or the failure
     * @param traceId 32 hexadecimal digits, or null when tracing is off
     */
    public record Timing(
            Instant start, long durationNanos, @Nullable String traceId) {}

    /**
     * @param outcome how it ended for the client
     * @param status the HTTP status sent to the client; 0 when none was sent
     * @param attempts every upstream attempt in order, the last one included
     * @param usage what the provider reported, {@link Usage#UNKNOWN} if nothing
     * @param costUsd null when unpriced
     */
    public record Result(
            Outcome outcome,
            int status,
            List<Attempt> attempts,
            Usage usage,
            @Nullable BigDecimal costUsd) {
        public Result {
            attempts = List.copyOf(attempts);
        }
    }

    /** How an exchange ended for the client. */
    public enum Outcome {
        SUCCESS("success"),
        /** The client's fault: a 4xx, from the gateway or from the upstream. */
        REJECTED("rejected"),
        /** The upstream's or the gateway's fault: a 5xx, no region left, a stream that broke. */
        ERROR("error"),
        /** The client went away before the end. */
        CANCELLED("cancelled"),
        TIMEOUT("timeout");

        private final String label;

        Outcome(String label) {
            this.label = label;
        }

        /** The value of the metric label {@code outcome}. */
        public String label() {
            return label;
        }

        /** Whether it counts against the error rate: a client that goes away or asks nonsense does not. */
        public boolean isError() {
            return this == ERROR || this == TIMEOUT;
        }
    }

    /**
     * One try at one region.
     *
     * @param region the region's name
     * @param outcome how the try ended
     * @param durationNanos from connecting to the response head, or the failure
     */
    public record Attempt(String region, AttemptOutcome outcome, long durationNanos) {}

    /** How one upstream attempt ended, as far as the region's health goes. */
    public enum AttemptOutcome {
        OK,
        /** Answered with a 5xx. */
        FAILURE,
        /** Refused, or the connection broke. */
        RESET,
        TIMEOUT
    }

    /**
     * @param experiment its key
     * @param variant its name
     * @param phase of the experiment's traffic split
     * @param enrolled false when the control was served without counting (the service could not be asked)
     */
    public record AssignedVariant(String experiment, String variant, int phase, boolean enrolled) {}
}
