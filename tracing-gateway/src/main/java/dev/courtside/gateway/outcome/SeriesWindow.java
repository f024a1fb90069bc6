package dev.courtside.gateway.outcome;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.HdrHistogram.IntCountsHistogram;
import org.jspecify.annotations.Nullable;

/**
 * One series in the running window. Latencies are kept in microseconds with two significant digits (1 % error, 13 KiB),
 * Hdr-style; exemplars are the slowest exchange, the last failed one and the last one.
 */
final class SeriesWindow {
    private static final long LONGEST_MICROS = TimeUnit.HOURS.toMicros(1);
    private static final double MICROS_PER_SECOND = 1e6;
    private static final List<Quantile> QUANTILES = List.of(
            new Quantile("gateway.latency.p50", 50),
            new Quantile("gateway.latency.p95", 95),
            new Quantile("gateway.latency.p99", 99));

    private final Map<String, String> labels;
    private final IntCountsHistogram latency = new IntCountsHistogram(LONGEST_MICROS, 2);
    private long requests;
    private long errors;
    private long tokens;
    private boolean tokensKnown;
    private double cost;
    private boolean costKnown;
    private long slowest;
    private @Nullable String slowestTrace;
    private @Nullable String errorTrace;
    private @Nullable String lastTrace;
    private int idleWindows;

    private record Quantile(String metric, double percent) {}

    SeriesWindow(Map<String, String> labels) {
        this.labels = Map.copyOf(labels);
    }

    void add(ExchangeOutcome exchange) {
        requests++;
        String trace = exchange.timing().traceId();
        lastTrace = trace;
        if (exchange.result().outcome().isError()) {
            errors++;
            errorTrace = trace;
        }
        long micros = Math.clamp(TimeUnit.NANOSECONDS.toMicros(exchange.timing().durationNanos()), 1, LONGEST_MICROS);
        latency.recordValue(micros);
        if (micros >= slowest) {
            slowest = micros;
            slowestTrace = trace;
        }
        long used = exchange.result().usage().totalTokens();
        if (used >= 0) {
            tokens += used;
            tokensKnown = true;
        }
        BigDecimal usd = exchange.result().costUsd();
        if (usd != null) {
            cost += usd.doubleValue();
            costKnown = true;
        }
    }

    /**
     * Emits the window's points and begins the next one. A series without traffic says only that its rate is zero:
     * a share or a latency of nothing has no value.
     *
     * @return for how many windows in a row it has had no traffic
     */
    int close(Instant at, double seconds, Consumer<Point> sink) {
        sink.accept(new Point("gateway.requests.rate", labels, at, requests / seconds, lastTrace));
        if (requests == 0) {
            return ++idleWindows;
        }
        idleWindows = 0;
        double share = (double) errors / requests;
        sink.accept(new Point("gateway.errors.share", labels, at, share, errors > 0 ? errorTrace : lastTrace));
        for (Quantile quantile : QUANTILES) {
            double value = latency.getValueAtPercentile(quantile.percent) / MICROS_PER_SECOND;
            sink.accept(new Point(quantile.metric, labels, at, value, slowestTrace));
        }
        if (tokensKnown) {
            sink.accept(new Point("gateway.tokens.rate", labels, at, tokens / seconds, lastTrace));
        }
        if (costKnown) {
            sink.accept(new Point("gateway.cost.rate", labels, at, cost / seconds, lastTrace));
        }
        reset();
        return 0;
    }

    private void reset() {
        requests = 0;
        errors = 0;
        tokens = 0;
        tokensKnown = false;
        cost = 0;
        costKnown = false;
        slowest = 0;
        slowestTrace = null;
        errorTrace = null;
        lastTrace = null;
        latency.reset();
    }
}
