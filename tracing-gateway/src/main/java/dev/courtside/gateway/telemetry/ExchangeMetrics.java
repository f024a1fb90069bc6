package dev.courtside.gateway.telemetry;

import dev.courtside.engine.experiment.Assignment;
import dev.courtside.gateway.exchange.Exchange;
import dev.courtside.gateway.exchange.Operation;
import dev.courtside.gateway.mcp.McpCall;
import dev.courtside.gateway.outcome.ExchangeOutcome.AttemptOutcome;
import dev.courtside.gateway.outcome.ExchangeOutcome.Outcome;
import dev.courtside.gateway.price.Usage;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The data path's counters and histograms. Labels are bounded before they come here or by {@link BoundedNames}. */
@Singleton
public class ExchangeMetrics {
    private static final String NONE = "";

    private final Meters meters;
    private final BoundedNames names;
    private final QueryTypes queryTypes;

    /**
     * What is counted of an exchange that is over.
     *
     * @param region that answered last, or null
     * @param errorType {@code error.type}, or null
     */
    public record Measured(
            Outcome outcome,
            @Nullable String region,
            Times times,
            Usage usage,
            Bill bill,
            @Nullable String errorType) {
        /**
         * How long it took.
         *
         * @param durationNanos of the whole exchange
         * @param firstChunkNanos until a stream's first chunk; -1 outside streams
         * @param overheadNanos of it, what the gateway itself added
         */
        public record Times(long durationNanos, long firstChunkNanos, long overheadNanos) {}

        /**
         * What it cost.
         *
         * @param provider who sells the model, or null
         * @param costUsd null when unpriced
         */
        public record Bill(
                @Nullable String provider, @Nullable BigDecimal costUsd) {}
    }

    public ExchangeMetrics(MeterRegistry registry, BoundedNames names) {
        this.meters = new Meters(registry);
        this.names = names;
        this.queryTypes = new QueryTypes(registry);
    }

    /** A request that was refused before it had a route. */
    public void refused(String protocol) {
        meters.count(
                "courtside.requests",
                "protocol",
                protocol,
                "route",
                NONE,
                "model",
                NONE,
                "region",
                NONE,
                "query_type",
                NONE,
                "outcome",
                Outcome.REJECTED.label());
    }

    /** One attempt at a region. */
    public void attempted(String region, AttemptOutcome outcome) {
        meters.count(
                "courtside.upstream.attempts",
                "region",
                region,
                "outcome",
                outcome.name().toLowerCase(Locale.ROOT));
    }

    /** The time between two chunks of a model's stream. */
    public void chunk(Exchange exchange, @Nullable String provider, long nanos) {
        meters.time(
                Meters.GEN_AI, "gen_ai.client.operation.time_per_output_chunk", nanos, genAiLabels(exchange, provider));
    }

    /** An exchange is over. */
    public void settled(Exchange exchange, Measured measured) {
        String protocol = exchange.route().protocol().label();
        String route = exchange.route().name();
        boolean callsModel = exchange.arrival().operation().callsModel();
        String model = callsModel ? names.label(exchange.call()) : NONE;
        String queryType = queryTypes.label(exchange.caller().queryType());
        String outcome = measured.outcome().label();
        meters.count(
                "courtside.requests",
                "protocol",
                protocol,
                "route",
                route,
                "model",
                model,
                "region",
                Objects.requireNonNullElse(measured.region(), NONE),
                "query_type",
                queryType,
                "outcome",
                outcome);
        for (Assignment assignment : exchange.variants().assignments()) {
            meters.count(
                    "courtside.variant.requests",
                    "experiment",
                    assignment.experiment(),
                    "variant",
                    String.valueOf(assignment.variant()),
                    "outcome",
                    outcome);
        }
        if (exchange.call().isOpenEnded()) {
            return;
        }
        meters.count("courtside.cache.requests", "result", "bypass");
        long duration = measured.times().durationNanos();
        meters.time(
                Meters.REQUEST,
                "courtside.request.duration",
                duration,
                "protocol",
                protocol,
                "route",
                route,
                "model",
                model);
        meters.time(Meters.OVERHEAD, "courtside.overhead", measured.times().overheadNanos());
        if (callsModel) {
            modelCall(exchange, measured, model, queryType);
        } else if (exchange.arrival().operation() == Operation.MCP) {
            mcpCall(exchange, measured, route);
        }
    }

    private void modelCall(Exchange exchange, Measured measured, String model, String queryType) {
        String provider = measured.bill().provider();
        String[] labels = genAiLabels(exchange, provider);
        meters.time(
                Meters.GEN_AI,
                "gen_ai.client.operation.duration",
                measured.times().durationNanos(),
                labels);
        if (measured.times().firstChunkNanos() >= 0) {
            meters.time(
                    Meters.GEN_AI,
                    "gen_ai.client.operation.time_to_first_chunk",
                    measured.times().firstChunkNanos(),
                    labels);
        }
        tokens("input", measured.usage().inputTokens(), labels);
        tokens("output", measured.usage().outputTokens(), labels);
        BigDecimal cost = measured.bill().costUsd();
        if (cost != null) {
            meters.add(
                    "courtside.cost.usd",
                    cost.doubleValue(),
                    "model",
                    model,
                    "provider",
                    Objects.requireNonNullElse(provider, NONE),
                    "query_type",
                    queryType);
        } else if (measured.outcome() == Outcome.SUCCESS) {
            meters.count("courtside.unpriced.requests", "model", model);
        }
    }

    private void tokens(String type, long tokens, String[] labels) {
        if (tokens >= 0) {
            String[] all = new String[labels.length + 2];
            System.arraycopy(labels, 0, all, 0, labels.length);
            all[labels.length] = "gen_ai.token.type";
            all[labels.length + 1] = type;
            meters.tokens("gen_ai.client.token.usage", tokens, all);
        }
    }

    private void mcpCall(Exchange exchange, Measured measured, String server) {
        McpCall call = (McpCall) exchange.call();
        String[] labels = {
            "server",
            server,
            "gen_ai.tool.name",
            names.label(call),
            "mcp.method.name",
            call.methodLabel(),
            "error.type",
            errorLabel(measured.errorType())
        };
        meters.time(
                Meters.MCP, "mcp.server.operation.duration", measured.times().durationNanos(), labels);
        meters.time(
                Meters.MCP,
                "mcp.client.operation.duration",
                Math.max(0, measured.times().durationNanos() - measured.times().overheadNanos()),
                labels);
    }

    // a JSON-RPC error code is any number that a server likes
    private static String errorLabel(@Nullable String errorType) {
        if (errorType == null) {
            return NONE;
        }
        return switch (errorType) {
            case "-32700", "-32600", "-32601", "-32602", "-32603", "-32000", "-32001", "-32002", "-32020" -> errorType;
            default -> errorType.startsWith("-") || Character.isDigit(errorType.charAt(0)) ? "rpc_error" : errorType;
        };
    }

    private String[] genAiLabels(Exchange exchange, @Nullable String provider) {
        return new String[] {
            "gen_ai.operation.name",
            Objects.requireNonNullElse(exchange.arrival().operation().genAiName(), NONE),
            "gen_ai.provider.name",
            Objects.requireNonNullElse(provider, NONE),
            "gen_ai.request.model",
            names.label(exchange.call())
        };
    }
}
