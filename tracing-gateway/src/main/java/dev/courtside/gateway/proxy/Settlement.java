package dev.courtside.gateway.proxy;

import dev.courtside.engine.experiment.Assignment;
import dev.courtside.gateway.exchange.Exchange;
import dev.courtside.gateway.exchange.ExchangeTrace;
import dev.courtside.gateway.outcome.ExchangeOutcome;
import dev.courtside.gateway.outcome.ExchangeOutcome.AssignedVariant;
import dev.courtside.gateway.outcome.ExchangeOutcome.Attempt;
import dev.courtside.gateway.outcome.ExchangeOutcome.Outcome;
import dev.courtside.gateway.outcome.OutcomeRecorder;
import dev.courtside.gateway.price.Price;
import dev.courtside.gateway.price.Usage;
import dev.courtside.gateway.snapshot.Snapshots;
import dev.courtside.gateway.telemetry.ExchangeMetrics;
import dev.courtside.gateway.telemetry.ExchangeMetrics.Measured;
import dev.courtside.gateway.telemetry.SpanNames;
import dev.courtside.gateway.telemetry.Tracing;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is written down once an exchange is over: its cost, its metrics, its outcome, and what its spans tell. */
@Singleton
public class Settlement {
    private final Snapshots snapshots;
    private final OutcomeRecorder outcomes;
    private final ExchangeMetrics metrics;

    public Settlement(Snapshots snapshots, OutcomeRecorder outcomes, ExchangeMetrics metrics) {
        this.snapshots = snapshots;
        this.outcomes = outcomes;
        this.metrics = metrics;
    }

    /** Who sells the model that the exchange calls: as the prices say, else what the route's protocol is called. */
    @Nullable
    String provider(Exchange exchange) {
        if (!exchange.arrival().operation().callsModel()) {
            return null;
        }
        String protocol = exchange.route().protocol().label();
        String model = exchange.call().model();
        Price price = model == null
                ? null
                : snapshots.prices().price(protocol, model, exchange.arrival().start());
        return price == null || price.provider() == null ? protocol : price.provider();
    }

    /** What the exchange cost in USD; null when it cannot be told. */
    @Nullable
    BigDecimal cost(Exchange exchange, Usage usage) {
        String model = exchange.call().model();
        return model == null
                ? null
                : snapshots
                        .prices()
                        .costUsd(
                                exchange.route().protocol().label(),
                                model,
                                usage,
                                exchange.arrival().start());
    }

    /** An exchange that was refused before it had a route: only its span and its count. */
    void refused(ExchangeTrace trace, String protocol, int status) {
        metrics.refused(protocol);
        Span span = trace.span();
        span.setAttribute(SpanNames.HTTP_STATUS, (long) status);
        if (status >= 500) {
            span.setStatus(StatusCode.ERROR);
        }
        span.end();
    }

    /** Called once per exchange. */
    void settle(Exchange exchange, Conclusion conclusion) {
        long duration = exchange.arrival().elapsedNanos();
        Usage usage = conclusion.tap().usage();
        BigDecimal cost = cost(exchange, usage);
        String provider = provider(exchange);
        Span span = exchange.trace().span();
        try (Scope current = exchange.trace().context().makeCurrent()) { // so that metrics find their exemplar
            metrics.settled(exchange, measured(conclusion, duration, provider, cost));
        }
        describe(span, exchange, conclusion, cost);
        span.end();
        if (!exchange.call().isOpenEnded()) {
            // how long a client keeps a stream open says nothing of the service
            outcomes.record(outcome(exchange, conclusion, duration, provider, cost));
        }
    }

    private static Measured measured(
            Conclusion conclusion, long duration, @Nullable String provider, @Nullable BigDecimal cost) {
        Conclusion.Timing timing = conclusion.timing();
        return new Measured(
                conclusion.outcome(),
                lastRegion(conclusion.attempts()),
                new Measured.Times(
                        duration,
                        timing.streamed() ? timing.firstChunkNanos() : -1,
                        Math.max(0, duration - timing.upstreamNanos())),
                conclusion.tap().usage(),
                new Measured.Bill(provider, cost),
                conclusion.errorType());
    }

    private static void describe(Span span, Exchange exchange, Conclusion conclusion, @Nullable BigDecimal cost) {
        if (!span.isRecording()) {
            return;
        }
        if (conclusion.status() > 0) {
            span.setAttribute(SpanNames.HTTP_STATUS, (long) conclusion.status());
        }
        span.setAttribute(SpanNames.ATTEMPTS, (long) conclusion.attempts().size());
        span.setAttribute(SpanNames.OUTCOME, conclusion.outcome().label());
        String region = lastRegion(conclusion.attempts());
        if (region != null) {
            span.setAttribute(SpanNames.REGION, region);
        }
        if (cost != null) {
            span.setAttribute(SpanNames.COST_USD, cost.doubleValue());
        }
        Tracing.describeVariants(span, exchange.variants().assignments());
        if (conclusion.errorType() != null) {
            span.setAttribute(SpanNames.ERROR_TYPE, conclusion.errorType());
        }
        if (conclusion.outcome().isError()) {
            span.setStatus(StatusCode.ERROR);
        }
    }

    private static @Nullable String lastRegion(List<Attempt> attempts) {
        return attempts.isEmpty() ? null : attempts.getLast().region();
    }

    private static ExchangeOutcome outcome(
            Exchange exchange,
            Conclusion conclusion,
            long duration,
            @Nullable String provider,
            @Nullable BigDecimal cost) {
        return new ExchangeOutcome(
                new ExchangeOutcome.Target(
                        exchange.route().name(),
                        exchange.route().protocol(),
                        exchange.route().deployment(),
                        lastRegion(conclusion.attempts()),
                        exchange.call().model(),
                        provider),
                new ExchangeOutcome.Caller(
                        exchange.caller().unit(),
                        exchange.caller().token().id(),
                        exchange.caller().queryType()),
                new ExchangeOutcome.Timing(
                        exchange.arrival().start(), duration, exchange.trace().id()),
                new ExchangeOutcome.Result(
                        conclusion.outcome(),
                        conclusion.status(),
                        conclusion.attempts(),
                        conclusion.tap().usage(),
                        cost),
                assigned(exchange.variants().assignments()));
    }

    private static List<AssignedVariant> assigned(List<Assignment> assignments) {
        List<AssignedVariant> assigned = new ArrayList<>(assignments.size());
        for (Assignment assignment : assignments) {
            String variant = assignment.variant();
            if (variant != null) {
                assigned.add(new AssignedVariant(
                        assignment.experiment(), variant, assignment.phase(), assignment.enrolled()));
            }
        }
        return assigned;
    }

    /** How a status ends an exchange whose answer was passed on whole. */
    static Outcome outcomeOf(int status) {
        return status >= 500 ? Outcome.ERROR : status >= 400 ? Outcome.REJECTED : Outcome.SUCCESS;
    }
}
