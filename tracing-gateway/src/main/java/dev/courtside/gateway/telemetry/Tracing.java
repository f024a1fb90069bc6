package dev.courtside.gateway.telemetry;

import dev.courtside.engine.experiment.Assignment;
import dev.courtside.engine.region.RegionTarget;
import dev.courtside.gateway.exchange.Arrival;
import dev.courtside.gateway.exchange.Call;
import dev.courtside.gateway.exchange.Exchange;
import dev.courtside.gateway.exchange.ExchangeTrace;
import dev.courtside.gateway.exchange.Operation;
import dev.courtside.gateway.exchange.Reception.Received;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import io.vertx.core.MultiMap;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * The spans of an exchange: one SERVER span, and under it one CLIENT span per upstream attempt. Where tracing is off nothing is
 * made, and the client's own trace headers pass through.
 */
@Singleton
public class Tracing {
    private static final String TRACE_PARENT = "traceparent";

    private final Tracer tracer;
    private final TextMapPropagator propagator;
    private final boolean enabled;
    private final BoundedNames names;

    public Tracing(
            OpenTelemetry telemetry,
            BoundedNames names,
            @ConfigProperty(name = "quarkus.otel.sdk.disabled", defaultValue = "false") boolean disabled) {
        // an SDK that is disabled still makes spans, with ids that stand in no store: they must not reach anybody
        OpenTelemetry used = disabled ? OpenTelemetry.noop() : telemetry;
        this.tracer = used.tracerBuilder(SpanNames.SCOPE)
                .setSchemaUrl(SpanNames.SCHEMA_URL)
                .build();
        this.propagator = used.getPropagators().getTextMapPropagator();
        this.enabled = propagator.fields().contains(TRACE_PARENT);
        this.names = names;
    }

    /** Whether trace headers are made here, so that the client's are not to be passed on. */
    public boolean isEnabled() {
        return enabled;
    }

    /** The trace of a request that was refused before it was understood. */
    public ExchangeTrace begin(Arrival arrival) {
        return started(arrival, builder(arrival, nameByPath(arrival), fromHeaders(arrival)), fromHeaders(arrival));
    }

    /**
     * The trace of an exchange. A trace context in the body goes before that of the HTTP headers, which then becomes a link:
     * the body is written by the one who calls, the headers by whatever carries the call.
     */
    public ExchangeTrace begin(Arrival arrival, Received received) {
        Call call = received.call();
        String name = call.serverSpanName(names.isKnown(call));
        Context headers = fromHeaders(arrival);
        Context parent = call.traceParent() == null ? headers : fromBody(headers, call.traceParent());
        SpanBuilder builder = builder(arrival, name == null ? nameByPath(arrival) : name, parent);
        SpanContext carrier = Span.fromContext(headers).getSpanContext();
        boolean written = !Span.fromContext(parent).getSpanContext().equals(carrier);
        if (written && carrier.isValid()) {
            builder.addLink(carrier);
        }
        ExchangeTrace trace = started(arrival, builder, parent);
        Span span = trace.span();
        if (span.isRecording()) {
            span.setAttribute(SpanNames.ROUTE, received.route().name());
            span.setAttribute(SpanNames.DEPLOYMENT, received.route().deployment());
            if (received.caller().queryType() != null) {
                span.setAttribute(
                        SpanNames.QUERY_TYPE,
                        SpanNames.shortened(received.caller().queryType()));
            }
            if (arrival.operation() == Operation.MCP) {
                call.describe(span);
            }
        }
        return trace;
    }

    private SpanBuilder builder(Arrival arrival, String name, Context parent) {
        return tracer.spanBuilder(name)
                .setParent(parent)
                .setSpanKind(SpanKind.SERVER)
                .setStartTimestamp(arrival.start());
    }

    private static ExchangeTrace started(Arrival arrival, SpanBuilder builder, Context parent) {
        Span span = builder.startSpan();
        if (span.isRecording()) {
            span.setAttribute(SpanNames.HTTP_METHOD, arrival.request().method().name());
            span.setAttribute(SpanNames.HTTP_ROUTE, arrival.destination().template());
            span.setAttribute(
                    SpanNames.URL_PATH, SpanNames.shortened(arrival.request().path()));
            span.setAttribute(SpanNames.URL_SCHEME, arrival.request().scheme());
        }
        return new ExchangeTrace(parent.with(span), span);
    }

    private static String nameByPath(Arrival arrival) {
        return arrival.request().method().name() + " " + arrival.destination().template();
    }

    private Context fromHeaders(Arrival arrival) {
        return propagator.extract(Context.root(), arrival.request().headers(), HeaderGetter.INSTANCE);
    }

    // what is no valid trace parent leaves the context as it is
    private Context fromBody(Context headers, String traceParent) {
        return propagator.extract(headers, Map.of(TRACE_PARENT, traceParent), MapGetter.INSTANCE);
    }

    /** The CLIENT span of one attempt. */
    public Span attempt(Exchange exchange, RegionTarget target, int earlier, @Nullable String provider) {
        Call call = exchange.call();
        Span span = tracer.spanBuilder(call.spanName(names.isKnown(call)))
                .setParent(exchange.trace().context())
                .setSpanKind(SpanKind.CLIENT)
                .startSpan();
        if (!span.isRecording()) {
            return span;
        }
        call.describe(span);
        if (provider != null) {
            span.setAttribute(SpanNames.PROVIDER_NAME, provider);
        }
        span.setAttribute(
                SpanNames.HTTP_METHOD, exchange.arrival().request().method().name());
        URI endpoint = target.endpointUrl();
        span.setAttribute(SpanNames.SERVER_ADDRESS, endpoint.getHost());
        if (endpoint.getPort() > 0) {
            span.setAttribute(SpanNames.SERVER_PORT, endpoint.getPort());
        }
        span.setAttribute(SpanNames.ROUTE, exchange.route().name());
        span.setAttribute(SpanNames.DEPLOYMENT, exchange.route().deployment());
        span.setAttribute(SpanNames.REGION, target.name());
        if (earlier > 0) {
            span.setAttribute(SpanNames.HTTP_RESEND_COUNT, (long) earlier);
        }
        describeVariants(span, exchange.variants().assignments());
        return span;
    }

    /** Writes the variants of an exchange onto a span. */
    public static void describeVariants(Span span, List<Assignment> assignments) {
        if (assignments.isEmpty() || !span.isRecording()) {
            return;
        }
        span.setAttribute(
                SpanNames.EXPERIMENT,
                assignments.stream().map(Assignment::experiment).collect(Collectors.joining(",")));
        span.setAttribute(
                SpanNames.VARIANT, assignments.stream().map(Assignment::variant).collect(Collectors.joining(",")));
    }

    /** Writes the context of an attempt, and the client's baggage, into the headers for the upstream. */
    public void inject(Exchange exchange, Span attempt, MultiMap headers) {
        if (enabled) {
            propagator.inject(exchange.trace().context().with(attempt), headers, HeaderSetter.INSTANCE);
        }
    }

    /** The answer shows that what the call asks for exists: from now on it is part of names, of these spans' too. */
    public void confirmed(Exchange exchange, Span attempt) {
        Call call = exchange.call();
        if (!names.learn(call)) {
            return;
        }
        attempt.updateName(call.spanName(true));
        String server = call.serverSpanName(true);
        if (server != null) {
            exchange.trace().span().updateName(server);
        }
    }

    private enum HeaderGetter implements TextMapGetter<MultiMap> {
        INSTANCE;

        @Override
        public Iterable<String> keys(MultiMap carrier) {
            return carrier.names();
        }

        @Override
        public @Nullable String get(@Nullable MultiMap carrier, String key) {
            return carrier == null ? null : carrier.get(key);
        }
    }

    private enum MapGetter implements TextMapGetter<Map<String, String>> {
        INSTANCE;

        @Override
        public Iterable<String> keys(Map<String, String> carrier) {
            return carrier.keySet();
        }

        @Override
        public @Nullable String get(@Nullable Map<String, String> carrier, String key) {
            return carrier == null ? null : carrier.get(key);
        }
    }

    private enum HeaderSetter implements TextMapSetter<MultiMap> {
        INSTANCE;

        @Override
        public void set(@Nullable MultiMap carrier, String key, String value) {
            if (carrier != null) {
                carrier.set(key, value);
            }
        }
    }
}
