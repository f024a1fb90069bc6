package dev.courtside.gateway.proxy;

import dev.courtside.engine.region.RegionTarget;
import dev.courtside.gateway.exchange.Exchange;
import dev.courtside.gateway.mcp.McpCall;
import dev.courtside.gateway.outcome.ExchangeOutcome.Attempt;
import dev.courtside.gateway.outcome.ExchangeOutcome.AttemptOutcome;
import dev.courtside.gateway.region.RegionChoice;
import dev.courtside.gateway.telemetry.ExchangeMetrics;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which regions an exchange has tried, how that ended, and which one is next. Confined to the exchange's event loop. */
final class Attempts {
    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private final Exchange exchange;
    private final RegionChoice regions;
    private final ExchangeMetrics metrics;
    private final List<Attempt> finished = new ArrayList<>(1);
    private final Set<String> tried = new HashSet<>(4);
    private long upstreamNanos;

    Attempts(Exchange exchange, RegionChoice regions, ExchangeMetrics metrics) {
        this.exchange = exchange;
        this.regions = regions;
        this.metrics = metrics;
    }

    /** The region to try next, or null where none is left that was not tried. */
    @Nullable
    RegionTarget next() {
        String session = exchange.call() instanceof McpCall call ? call.session() : null;
        String preferred = session == null
                ? null
                : regions.sessions().regionOf(exchange.route().name(), session);
        return regions.next(exchange.route().deployment(), preferred, tried);
    }

    /** Whether the route's policy allows one more. */
    boolean mayTryAgain() {
        return finished.size() < exchange.route().retry().maxAttempts();
    }

    /** Whether sending the request a second time does no harm although the first may have been carried out. */
    boolean mayRepeat() {
        if (exchange.call().streamsBody()) {
            return false;
        }
        HttpMethod method = exchange.arrival().request().method();
        return HttpMethod.GET.equals(method)
                || HttpMethod.HEAD.equals(method)
                || HttpMethod.OPTIONS.equals(method)
                || HttpMethod.PUT.equals(method)
                || HttpMethod.DELETE.equals(method)
                || exchange.arrival().request().getHeader(IDEMPOTENCY_KEY) != null;
    }

    /** Writes an attempt down and tells what it says of the region's health. */
    void finished(RegionTarget target, AttemptOutcome outcome, long nanos) {
        tried.add(target.name());
        finished.add(new Attempt(target.name(), outcome, nanos));
        upstreamNanos += nanos;
        metrics.attempted(target.name(), outcome);
        switch (outcome) {
            case OK, FAILURE -> regions.health().succeeded(exchange.route().deployment(), target.name());
            case RESET -> regions.health().failed(exchange.route().deployment(), target.name());
            case TIMEOUT -> {
                // slow is not dead: whether a slow region still serves is the health check's to judge
            }
        }
    }

    /** A region could not be connected to in time. */
    void unreachable(RegionTarget target, AttemptOutcome outcome, long nanos) {
        finished(target, outcome, nanos);
        if (outcome == AttemptOutcome.TIMEOUT) {
            regions.health().failed(exchange.route().deployment(), target.name());
        }
    }

    /** The answer of the last attempt, which had begun well, did not come to its end. */
    void brokeOff(AttemptOutcome outcome) {
        if (!finished.isEmpty()) {
            Attempt last = finished.removeLast();
            finished.add(new Attempt(last.region(), outcome, last.durationNanos()));
        }
    }

    /** Lets all regions be tried again. */
    void anew() {
        tried.clear();
    }

    List<Attempt> all() {
        return finished;
    }

    int count() {
        return finished.size();
    }

    /** Time spent waiting for regions, up to the answers' heads. */
    long upstreamNanos() {
        return upstreamNanos;
    }
}
