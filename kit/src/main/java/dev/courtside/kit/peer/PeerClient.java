package dev.courtside.kit.peer;

import dev.courtside.kit.config.CourtsideConfig;
import dev.courtside.kit.config.Secrets;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.IdGenerator;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.tracing.TracingPolicy;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Calls the other services: presents this service's token, makes one CLIENT span a call under the current one, where
 * there is one, and hands its context on. Not retried here: whether a call may be repeated is the caller's knowledge.
 */
@ApplicationScoped
public class PeerClient {
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);
    /** A stream without so much as a heartbeat for this long is dead, whatever TCP believes. */
    private static final Duration STREAM_SILENCE = Duration.ofSeconds(15);

    private static final IdGenerator IDS = IdGenerator.random();
    private static final int MAX_ANSWER = 32 * 1024 * 1024;

    private final CourtsideConfig config;
    private final Optional<String> token;
    private final HttpClient http;
    private final HttpClient streams;
    private final OpenTelemetry telemetry;
    private final Tracer tracer;

    public PeerClient(Vertx vertx, CourtsideConfig config, OpenTelemetry telemetry) {
        this.config = config;
        this.token =
                Secrets.of(config.security().serviceToken(), config.security().serviceTokenFile());
        this.telemetry = telemetry;
        this.tracer = telemetry.getTracer("dev.courtside.peer");
        HttpClientOptions options = new HttpClientOptions()
                .setTracingPolicy(TracingPolicy.IGNORE) // the span is made here, once
                .setConnectTimeout(1_000)
                .setKeepAliveTimeout(20)
                .setDecompressionSupported(true);
        this.http = vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(16));
        this.streams = vertx.createHttpClient(
                new HttpClientOptions(options).setIdleTimeout((int) STREAM_SILENCE.toSeconds()),
                new PoolOptions().setHttp1MaxSize(8));
    }

    /** Whether a URL is configured for the peer. */
    public boolean knows(Peer peer) {
        return config.peers().containsKey(peer.configName());
    }

    public Uni<PeerResponse> get(Peer peer, String path, Map<String, String> headers) {
        return call(HttpMethod.GET, peer, path, headers, null, DEFAULT_TIMEOUT);
    }

    /** @param timeout for the whole call, after which it fails and is cancelled */
    public Uni<PeerResponse> post(Peer peer, String path, byte[] json, Duration timeout) {
        return call(HttpMethod.POST, peer, path, Map.of("content-type", "application/json"), json, timeout);
    }

    private Uni<PeerResponse> call(
            HttpMethod method,
            Peer peer,
            String path,
            Map<String, String> headers,
            byte @Nullable [] body,
            Duration timeout) {
        return Uni.createFrom().emitter(emitter -> {
            int query = path.indexOf('?');
            Context parent = traceInProgress();
            Span span = tracer.spanBuilder(method + " " + peer.configName())
                    .setParent(parent)
                    .setSpanKind(SpanKind.CLIENT)
                    .setAttribute("http.request.method", method.name())
                    .setAttribute("url.path", query < 0 ? path : path.substring(0, query))
                    .setAttribute("peer.service", peer.configName())
                    .startSpan();
            RequestOptions options =
                    request(method, peer, path, parent.with(span)).setTimeout(timeout.toMillis());
            headers.forEach(options::putHeader);
            Future<PeerResponse> answer = http.request(options)
                    .compose(request -> body == null ? request.send() : request.send(Buffer.buffer(body)))
                    .compose(PeerClient::whole);
            answer.onComplete(done -> {
                if (done.succeeded()) {
                    span.setAttribute("http.response.status_code", done.result().status());
                    if (done.result().status() >= 500) {
                        span.setStatus(StatusCode.ERROR);
                    }
                    span.end();
                    emitter.complete(done.result());
                } else {
                    span.setStatus(StatusCode.ERROR, String.valueOf(done.cause().getMessage()));
                    span.setAttribute("error.type", done.cause().getClass().getSimpleName());
                    span.end();
                    emitter.fail(done.cause());
                }
            });
        });
    }

    /**
     * The current context, or one that is not sampled where nothing is being traced: what a service does of its own
     * accord every second (batches, polls) would otherwise fill the trace store with traces that nobody asked for.
     */
    private static Context traceInProgress() {
        Context current = Context.current();
        return Span.fromContext(current).getSpanContext().isValid() ? current : untraced();
    }

    private static Context untraced() {
        SpanContext nobody = SpanContext.create(
                IDS.generateTraceId(), IDS.generateSpanId(), TraceFlags.getDefault(), TraceState.getDefault());
        return Context.root().with(Span.wrap(nobody));
    }

    private static Future<PeerResponse> whole(HttpClientResponse response) {
        Buffer collected = Buffer.buffer();
        return Future.future(promise -> {
            response.exceptionHandler(promise::tryFail);
            response.handler(chunk -> {
                collected.appendBuffer(chunk);
                if (collected.length() > MAX_ANSWER) {
                    response.request().reset();
                    promise.tryFail(new IllegalStateException("the peer's answer is over " + MAX_ANSWER + " bytes"));
                }
            });
            response.endHandler(end -> promise.tryComplete(new PeerResponse(
                    response.statusCode(),
                    MultiMap.caseInsensitiveMultiMap().addAll(response.headers()),
                    collected.getBytes())));
        });
    }

    /** A stream of events. Ends or fails when the connection does or falls silent; the caller subscribes again. */
    public Multi<ServerSentEvent> events(Peer peer, String path) {
        return Multi.createFrom().emitter(emitter -> {
            RequestOptions options =
                    request(HttpMethod.GET, peer, path, untraced()).putHeader("accept", "text/event-stream");
            streams.request(options)
                    .onSuccess(request -> emitter.onTermination(request::reset))
                    .compose(HttpClientRequest::send)
                    .onFailure(emitter::fail)
                    .onSuccess(response -> {
                        // before anything ends the stream: that resets the response, which is no failure any more
                        response.exceptionHandler(failure -> {
                            if (!emitter.isCancelled()) {
                                emitter.fail(failure);
                            }
                        });
                        if (response.statusCode() != 200) {
                            emitter.fail(new IllegalStateException(
                                    peer.configName() + " answered " + response.statusCode() + " to " + path));
                            return;
                        }
                        EventStreamParser parser = new EventStreamParser(emitter::emit);
                        response.endHandler(end -> emitter.complete());
                        response.handler(chunk -> {
                            try {
                                parser.accept(chunk.getBytes());
                            } catch (IllegalStateException e) {
                                emitter.fail(e);
                            }
                        });
                    });
        });
    }

    private RequestOptions request(HttpMethod method, Peer peer, String path, Context context) {
        URI base = config.peers().get(peer.configName());
        if (base == null) {
            throw new IllegalStateException("courtside.peers." + peer.configName() + " is not configured");
        }
        String prefix = base.toString();
        RequestOptions options = new RequestOptions()
                .setMethod(method)
                .setAbsoluteURI((prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix) + path);
        token.ifPresent(secret -> options.putHeader("authorization", "Bearer " + secret));
        telemetry.getPropagators().getTextMapPropagator().inject(context, options, (carrier, name, value) -> {
            if (carrier != null) {
                carrier.putHeader(name, value);
            }
        });
        return options;
    }

    @PreDestroy
    void close() {
        http.close();
        streams.close();
    }
}
