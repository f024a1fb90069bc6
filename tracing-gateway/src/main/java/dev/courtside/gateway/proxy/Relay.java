package dev.courtside.gateway.proxy;

import dev.courtside.gateway.exchange.AnswerHead;
import dev.courtside.gateway.exchange.CourtsideHeaders;
import dev.courtside.gateway.exchange.Exchange;
import dev.courtside.gateway.exchange.Tap;
import dev.courtside.gateway.outcome.ExchangeOutcome.Attempt;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Passes an upstream's answer to the client as it arrives, no faster than the client takes it. Only a model's JSON answer that
 * is not a stream is held back until it is complete, up to {@value #HELD} bytes, so that its cost can stand in a header before
 * it.
 */
final class Relay {
    static final int HELD = 256 * 1024;

    private static final CharSequence REPORT_COST = HttpHeaders.createOptimized("Courtside-Report-Cost");
    private static final Buffer BROKEN = Buffer.buffer("""


            event: error
            data: {"error":{"message":"The upstream broke off before the end of the stream.","type":"upstream_error","code":"stream_interrupted"}}

            """);

    private final Exchange exchange;
    private final HttpClientResponse upstream;
    private final HttpServerResponse client;
    private final AnswerHead head;
    private final Tap tap;
    private final Listener listener;
    private @Nullable Buffer held;
    private boolean done;

    /** Told of what happens, on the event loop. */
    interface Listener {
        /** A chunk came, or the client took what was written. */
        void progress();

        /** Everything was written. */
        void completed();

        /** The upstream broke off. */
        void broken(Throwable cause);

        /** What the call cost, as far as the tap has read it; null when it cannot be told. */
        @Nullable
        BigDecimal cost();
    }

    Relay(Exchange exchange, HttpClientResponse upstream, AnswerHead head, Tap tap, Listener listener) {
        this.exchange = exchange;
        this.upstream = upstream;
        this.client = exchange.arrival().request().response();
        this.head = head;
        this.tap = tap;
        this.listener = listener;
    }

    /** Begins to pass the answer on. */
    void start(List<Attempt> attempts) {
        client.setStatusCode(upstream.statusCode());
        ForwardedHeaders.forAnswer(upstream.headers(), client.headers());
        ExchangeAnswer.decorate(exchange, attempts);
        if (holds()) {
            held = Buffer.buffer();
        } else {
            frame();
        }
        upstream.exceptionHandler(this::broken);
        upstream.endHandler(end -> complete());
        upstream.handler(this::chunk);
        if (head.isEventStream() && !done) {
            client.write(Buffer.buffer()); // the head alone: the client learns at once that the stream stands
        }
    }

    private boolean holds() {
        String length = upstream.getHeader(HttpHeaders.CONTENT_LENGTH);
        return exchange.arrival().operation().callsModel()
                && head.isJson()
                && !head.encoded()
                && (length == null || (length.length() < 7 && Integer.parseInt(length) <= HELD));
    }

    /** Decides how the body's end is marked. */
    private void frame() {
        boolean bodiless = HttpMethod.HEAD.equals(exchange.arrival().request().method())
                || head.status() == 204
                || head.status() == 304;
        if (bodiless) {
            return;
        }
        if (head.isEventStream() && exchange.arrival().operation().callsModel()) {
            client.headers().remove(HttpHeaders.CONTENT_LENGTH); // events may be left out, or the cost come after them
        }
        boolean http1 = exchange.arrival().request().version() == HttpVersion.HTTP_1_1;
        if (http1 && !client.headers().contains(HttpHeaders.CONTENT_LENGTH)) {
            client.setChunked(true);
        }
    }

    private void chunk(Buffer chunk) {
        listener.progress();
        Buffer passed = tap.pass(chunk);
        if (passed == null || done) {
            return;
        }
        if (held != null) {
            held.appendBuffer(passed);
            if (held.length() <= HELD) {
                return;
            }
            frame();
            passed = held;
            held = null;
        }
        write(passed);
    }

    private void write(Buffer bytes) {
        client.write(bytes);
        if (client.writeQueueFull()) {
            upstream.pause();
            client.drainHandler(drained -> {
                listener.progress();
                upstream.resume();
            });
        }
    }

    private void complete() {
        if (done) {
            return;
        }
        done = true;
        Buffer rest = tap.finish();
        Buffer whole = held;
        if (whole != null) {
            BigDecimal cost = listener.cost();
            if (cost != null) {
                client.putHeader(CourtsideHeaders.COST_USD, cost.toPlainString());
            }
            client.end(whole);
        } else {
            Buffer comment = costComment();
            if (comment != null) {
                rest = rest == null ? comment : rest.appendBuffer(comment);
            }
            if (rest == null) {
                client.end();
            } else {
                client.end(rest);
            }
        }
        listener.completed();
    }

    private @Nullable Buffer costComment() {
        if (!head.isEventStream()
                || !exchange.arrival().operation().callsModel()
                || !"stream".equals(exchange.arrival().request().getHeader(REPORT_COST))) {
            return null;
        }
        BigDecimal cost = listener.cost();
        return cost == null ? null : Buffer.buffer(": courtside-cost-usd " + cost.toPlainString() + "\n\n");
    }

    private void broken(Throwable cause) {
        if (!done) {
            done = true;
            listener.broken(cause);
        }
    }

    /** Whether nothing of the answer has been sent, so that another one can be. */
    boolean canStillAnswer() {
        return !client.headWritten();
    }

    /** Forgets the upstream's head, for another answer. */
    void retract() {
        done = true;
        client.headers().clear();
    }

    /** Ends the answer so that the client sees that it is not whole. */
    void breakOff() {
        done = true;
        if (client.closed() || client.ended()) {
            return;
        }
        if (head.isEventStream()) {
            client.write(BROKEN.copy()).onComplete(written -> reset());
        } else {
            reset();
        }
    }

    private void reset() {
        if (exchange.arrival().request().version() == HttpVersion.HTTP_2) {
            client.reset();
        } else {
            exchange.arrival().request().connection().close();
        }
    }
}
