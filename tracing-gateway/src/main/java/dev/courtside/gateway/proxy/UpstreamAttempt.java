package dev.courtside.gateway.proxy;

import dev.courtside.engine.region.RegionTarget;
import dev.courtside.gateway.exchange.AnswerHead;
import dev.courtside.gateway.exchange.Exchange;
import dev.courtside.gateway.exchange.Tap;
import dev.courtside.gateway.mcp.McpCall;
import dev.courtside.gateway.outcome.ExchangeOutcome.Attempt;
import dev.courtside.gateway.telemetry.SpanNames;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One try at one region: its connection, its request, its CLIENT span, and the relay of its answer. */
final class UpstreamAttempt implements Relay.Listener {
    private final Forwarder parts;
    private final Exchange exchange;
    private final RegionTarget target;
    private final Listener listener;
    private final @Nullable String provider;
    private final Span span;
    private final long start = System.nanoTime();

    private @Nullable HttpClientRequest request;
    private @Nullable AnswerHead head;
    private @Nullable Relay relay;
    private Tap tap = Tap.BLIND;
    private long headNanos = -1;
    private long firstChunkNanos = -1;
    private long lastChunk;
    private boolean abandoned;
    private boolean ended;

    /** Told how the try goes. */
    interface Listener {
        /** The connection stands; nothing was sent yet. */
        void connected(UpstreamAttempt attempt);

        /** No connection came about; nothing was sent. */
        void unreachable(UpstreamAttempt attempt, Throwable cause);

        /** The connection broke before an answer; the request may have been carried out. */
        void broken(UpstreamAttempt attempt, Throwable cause);

        /** The head of an answer is there. */
        void answered(UpstreamAttempt attempt, HttpClientResponse response);

        /** The answer goes on. */
        void progress();

        /** The whole answer was passed on. */
        void completed(UpstreamAttempt attempt, int status, @Nullable String errorType);

        /** The answer broke off. */
        void brokeOff(UpstreamAttempt attempt, Throwable cause);
    }

    UpstreamAttempt(Forwarder parts, Exchange exchange, RegionTarget target, int earlier, Listener listener) {
        this.parts = parts;
        this.exchange = exchange;
        this.target = target;
        this.listener = listener;
        this.provider = parts.settlement().provider(exchange);
        this.span = parts.tracing().attempt(exchange, target, earlier, provider);
    }

    RegionTarget target() {
        return target;
    }

    long elapsedNanos() {
        return System.nanoTime() - start;
    }

    /** Connects. */
    void open(String uri, Duration patience) {
        Future<HttpClientRequest> opening;
        try {
            opening = parts.upstreams()
                    .open(target.endpointUrl(), exchange.arrival().request().method(), uri, patience);
        } catch (RuntimeException unusable) { // such as a URL without a host
            opening = Future.failedFuture(unusable);
        }
        opening.onComplete(done -> {
            if (done.failed()) {
                listener.unreachable(this, done.cause());
            } else {
                request = done.result();
                listener.connected(this);
            }
        });
    }

    /**
     * Sends the request.
     *
     * @throws dev.courtside.kit.problem.ProblemException where the route's key is not there
     */
    void send() {
        HttpClientRequest upstream = request;
        if (upstream == null) {
            throw new IllegalStateException("there is no connection yet");
        }
        parts.headers().forRequest(exchange, span, upstream.headers());
        upstream.response().onComplete(done -> {
            if (abandoned) {
                return; // a reset of ours fails the response at once
            }
            if (done.failed()) {
                listener.broken(this, done.cause());
            } else {
                headNanos = exchange.arrival().elapsedNanos();
                listener.answered(this, done.result());
            }
        });
        Buffer body = exchange.call().bodyFor(span.getSpanContext());
        if (exchange.call().streamsBody()) {
            stream(upstream);
        } else if (body == null || body.length() == 0) {
            if (hasBodyByMethod()) {
                upstream.putHeader(HttpHeaders.CONTENT_LENGTH, "0");
            }
            upstream.end();
        } else {
            upstream.end(body);
        }
    }

    private boolean hasBodyByMethod() {
        HttpMethod method = exchange.arrival().request().method();
        return HttpMethod.POST.equals(method) || HttpMethod.PUT.equals(method) || HttpMethod.PATCH.equals(method);
    }

    private void stream(HttpClientRequest upstream) {
        String length = exchange.arrival().request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null) {
            upstream.setChunked(true);
        } else {
            upstream.putHeader(HttpHeaders.CONTENT_LENGTH, length);
        }
        // a failure of either side is seen by the response's future or by the client's close handler
        exchange.arrival().request().pipeTo(upstream).onFailure(failure -> upstream.reset());
    }

    /** Passes the answer on. */
    void relay(HttpClientResponse response, AnswerHead answer, List<Attempt> attempts) {
        head = answer;
        tap = exchange.call().tap(answer);
        rememberSession(response);
        Relay started = new Relay(exchange, response, answer, tap, this);
        relay = started;
        started.start(attempts);
    }

    private void rememberSession(HttpClientResponse response) {
        if (!(exchange.call() instanceof McpCall call)) {
            return;
        }
        String route = exchange.route().name();
        String opened = response.getHeader(McpCall.SESSION_ID);
        if (opened != null) {
            parts.regions().sessions().remember(route, opened, target.name());
        }
        String session = call.session();
        boolean over = response.statusCode() == 404
                || (HttpMethod.DELETE.equals(exchange.arrival().request().method()) && response.statusCode() < 300);
        if (session != null && over) {
            parts.regions().sessions().forget(route, session);
        }
    }

    @Override
    public void progress() {
        long now = System.nanoTime();
        AnswerHead answer = head;
        if (firstChunkNanos < 0) {
            firstChunkNanos = exchange.arrival().elapsedNanos();
        } else if (answer != null && isModelStream(answer)) {
            parts.metrics().chunk(exchange, provider, now - lastChunk);
        }
        lastChunk = now;
        listener.progress();
    }

    private boolean isModelStream(AnswerHead answer) {
        return answer.isEventStream() && exchange.arrival().operation().callsModel();
    }

    @Override
    public void completed() {
        if (tap.confirmsSubject()) {
            parts.tracing().confirmed(exchange, span);
        }
        listener.completed(this, head == null ? 0 : head.status(), tap.errorType());
    }

    @Override
    public void broken(Throwable cause) {
        listener.brokeOff(this, cause);
    }

    @Override
    public @Nullable BigDecimal cost() {
        return parts.settlement().cost(exchange, tap.usage());
    }

    /** Gives the connection up; the upstream sees a reset. */
    void abandon() {
        abandoned = true;
        if (request != null) {
            request.reset();
        }
    }

    boolean isAnswered() {
        return relay != null;
    }

    boolean canStillAnswer() {
        return relay != null && relay.canStillAnswer();
    }

    void retract() {
        if (relay != null) {
            relay.retract();
        }
    }

    void breakOff() {
        if (relay != null) {
            relay.breakOff();
        }
    }

    Tap tap() {
        return tap;
    }

    Conclusion.Timing timing(long upstreamNanos) {
        AnswerHead answer = head;
        boolean streamed = answer != null && answer.isEventStream();
        // what comes after the head is the upstream's pace, not the gateway's
        long body = Math.max(0, exchange.arrival().elapsedNanos() - headNanos);
        return new Conclusion.Timing(headNanos, firstChunkNanos, streamed, upstreamNanos + body);
    }

    /** Ends the span, once. */
    void ended(@Nullable String errorType) {
        if (ended) {
            return;
        }
        ended = true;
        AnswerHead answer = head;
        if (span.isRecording()) {
            if (answer != null) {
                span.setAttribute(SpanNames.HTTP_STATUS, (long) answer.status());
                if (isModelStream(answer) && firstChunkNanos >= 0) {
                    span.setAttribute(
                            SpanNames.RESPONSE_TIME_TO_FIRST_CHUNK,
                            (double) firstChunkNanos / TimeUnit.SECONDS.toNanos(1));
                }
            }
            tap.describe(span);
            BigDecimal cost = cost();
            if (cost != null) {
                span.setAttribute(SpanNames.COST_USD, cost.doubleValue());
            }
            if (errorType != null) {
                span.setAttribute(SpanNames.ERROR_TYPE, errorType);
                span.setStatus(StatusCode.ERROR);
            }
        }
        span.end();
    }
}
