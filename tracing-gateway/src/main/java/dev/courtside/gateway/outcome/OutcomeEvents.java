package dev.courtside.gateway.outcome;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.courtside.gateway.outcome.ExchangeOutcome.AssignedVariant;
import dev.courtside.gateway.outcome.ExchangeOutcome.Outcome;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Turns an exchange into what experiment-service counts: who saw which variant (once, as far as a bounded memory knows;
 * the service counts units, so a repeat changes nothing) and the four metrics that every exchange has.
 *
 * <p>Only enrolled assignments count: a control served because the service could not be asked would bias the result.
 * Exchanges that the client gave up say nothing of the variant and are left out.
 */
final class OutcomeEvents {
    /** Milliseconds of a successful exchange: a fast failure must not look like an improvement. */
    static final String RESPONSE_TIME = "response_time_ms";
    /** 1 when the exchange did not succeed. A 4xx counts too: a variant's model or body may have caused it. */
    static final String ERROR_RATE = "error_rate";
    /** US dollars, when priced. */
    static final String COST = "cost_usd";
    /** Input and output tokens together, when reported. */
    static final String TOKENS = "tokens";

    private static final double NANOS_PER_MILLI = 1e6;

    private final Cache<Exposure, Boolean> seen;
    private final Supplier<UUID> ids;

    private record Exposure(String experiment, String variant, int phase, String unit) {}

    /**
     * @param remembered how many exposures are remembered
     * @param memory for how long an exposure is not repeated
     * @param ids of events, UUIDv7
     */
    OutcomeEvents(int remembered, Duration memory, Supplier<UUID> ids) {
        this.seen = Caffeine.newBuilder()
                .maximumSize(remembered)
                .expireAfterWrite(memory)
                .build();
        this.ids = ids;
    }

    void of(ExchangeOutcome exchange, Consumer<OutcomeEvent> sink) {
        for (AssignedVariant assignment : exchange.assignments()) {
            if (assignment.enrolled()) {
                of(exchange, assignment, sink);
            }
        }
    }

    private void of(ExchangeOutcome exchange, AssignedVariant assignment, Consumer<OutcomeEvent> sink) {
        Exposure exposure = new Exposure(
                assignment.experiment(),
                assignment.variant(),
                assignment.phase(),
                exchange.caller().unit());
        if (seen.asMap().putIfAbsent(exposure, Boolean.TRUE) == null) {
            sink.accept(event("exposure", exchange, assignment, null, null));
        }
        Outcome outcome = exchange.result().outcome();
        if (outcome == Outcome.CANCELLED) {
            return;
        }
        boolean success = outcome == Outcome.SUCCESS;
        if (success) {
            double millis = exchange.timing().durationNanos() / NANOS_PER_MILLI;
            sink.accept(event("metric", exchange, assignment, RESPONSE_TIME, millis));
        }
        sink.accept(event("metric", exchange, assignment, ERROR_RATE, success ? 0.0 : 1.0));
        BigDecimal cost = exchange.result().costUsd();
        if (cost != null) {
            sink.accept(event("metric", exchange, assignment, COST, cost.doubleValue()));
        }
        long tokens = exchange.result().usage().totalTokens();
        if (tokens >= 0) {
            sink.accept(event("metric", exchange, assignment, TOKENS, (double) tokens));
        }
    }

    private OutcomeEvent event(
            String type,
            ExchangeOutcome exchange,
            AssignedVariant assignment,
            @Nullable String metric,
            @Nullable Double value) {
        Instant end = exchange.timing().start().plusNanos(exchange.timing().durationNanos());
        return new OutcomeEvent(
                type,
                ids.get(),
                assignment.experiment(),
                assignment.variant(),
                assignment.phase(),
                exchange.caller().unit(),
                end,
                exchange.timing().traceId(),
                metric,
                value);
    }
}
