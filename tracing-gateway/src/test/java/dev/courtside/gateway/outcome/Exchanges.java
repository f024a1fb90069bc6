package dev.courtside.gateway.outcome;

import dev.courtside.gateway.outcome.ExchangeOutcome.AssignedVariant;
import dev.courtside.gateway.outcome.ExchangeOutcome.Attempt;
import dev.courtside.gateway.outcome.ExchangeOutcome.AttemptOutcome;
import dev.courtside.gateway.outcome.ExchangeOutcome.Caller;
import dev.courtside.gateway.outcome.ExchangeOutcome.Outcome;
import dev.courtside.gateway.outcome.ExchangeOutcome.Result;
import dev.courtside.gateway.outcome.ExchangeOutcome.Target;
import dev.courtside.gateway.outcome.ExchangeOutcome.Timing;
import dev.courtside.gateway.price.Usage;
import dev.courtside.gateway.route.Protocol;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds exchanges for tests: a successful model call of 100 ms by default. */
record Exchanges(
        String route,
        String model,
        String unit,
        Outcome outcome,
        Duration duration,
        @Nullable String traceId,
        Usage usage,
        @Nullable BigDecimal cost,
        List<AssignedVariant> assignments,
        List<Attempt> attempts) {
    static final Instant START = Instant.parse("2026-11-01T12:00:00Z");

    static Exchanges exchange() {
        return new Exchanges(
                "chat",
                "gpt-4",
                "user-1",
                Outcome.SUCCESS,
                Duration.ofMillis(100),
                "0af7651916cd43dd8448eb211c80319c",
                Usage.of(10, 20),
                new BigDecimal("0.25"),
                List.of(),
                List.of(new Attempt("us-east-1", AttemptOutcome.OK, 1_000_000)));
    }

    Exchanges route(String value) {
        return new Exchanges(value, model, unit, outcome, duration, traceId, usage, cost, assignments, attempts);
    }

    Exchanges model(String value) {
        return new Exchanges(route, value, unit, outcome, duration, traceId, usage, cost, assignments, attempts);
    }

    Exchanges unit(String value) {
        return new Exchanges(route, model, value, outcome, duration, traceId, usage, cost, assignments, attempts);
    }

    Exchanges outcome(Outcome value) {
        return new Exchanges(route, model, unit, value, duration, traceId, usage, cost, assignments, attempts);
    }

    Exchanges took(Duration value, @Nullable String trace) {
        return new Exchanges(route, model, unit, outcome, value, trace, usage, cost, assignments, attempts);
    }

    Exchanges unpriced() {
        return new Exchanges(
                route, model, unit, outcome, duration, traceId, Usage.UNKNOWN, null, assignments, attempts);
    }

    Exchanges assigned(AssignedVariant... values) {
        return new Exchanges(route, model, unit, outcome, duration, traceId, usage, cost, List.of(values), attempts);
    }

    Exchanges attempts(Attempt... values) {
        return new Exchanges(route, model, unit, outcome, duration, traceId, usage, cost, assignments, List.of(values));
    }

    ExchangeOutcome build() {
        return new ExchangeOutcome(
                new Target(route, Protocol.OPENAI, "nba-demo", "us-east-1", model, "openai"),
                new Caller(unit, "token-1", null),
                new Timing(START, duration.toNanos(), traceId),
                new Result(outcome, 200, attempts, usage, cost),
                assignments);
    }
}
