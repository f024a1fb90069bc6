package dev.courtside.gateway.proxy;

import dev.courtside.engine.region.RegionTarget;
import dev.courtside.gateway.exchange.AnswerHead;
import dev.courtside.gateway.exchange.Destination;
import dev.courtside.gateway.exchange.Exchange;
import dev.courtside.gateway.exchange.Operation;
import dev.courtside.gateway.exchange.Tap;
import dev.courtside.gateway.outcome.ExchangeOutcome.AttemptOutcome;
import dev.courtside.gateway.outcome.ExchangeOutcome.Outcome;
import dev.courtside.gateway.proxy.Watchdog.Limit;
import dev.courtside.kit.problem.Problem;
import dev.courtside.kit.problem.ProblemException;
import dev.courtside.kit.problem.ProblemType;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One exchange on its way: tries regions until one answers, passes the answer on, and settles exactly once, whoever ends it:
 * the upstream, a limit, or the client. Confined to the exchange's event loop.
 */
final class Forwarding implements UpstreamAttempt.Listener {
    private static final Logger LOG = Logger.getLogger(Forwarding.class);

    private final Forwarder parts;
    private final Exchange exchange;
    private final HttpServerRequest client;
    private final Attempts attempts;
    private final Watchdog watchdog;
    private @Nullable UpstreamAttempt current;
    private boolean settled;

    Forwarding(Forwarder parts, Exchange exchange) {
        this.parts = parts;
        this.exchange = exchange;
        this.client = exchange.arrival().request();
        this.attempts = new Attempts(exchange, parts.regions(), parts.metrics());
        this.watchdog = new Watchdog(
                parts.vertx(), exchange.route().timeouts(), exchange.call().isOpenEnded(), this::expired);
    }

    void start() {
        client.response().exceptionHandler(gone -> clientGone());
        client.response().closeHandler(closed -> clientGone());
        if (client.response().closed()) {
            clientGone();
            return;
        }
        next(null);
    }

    /** @param last why the attempt before failed; null for the first */
    private void next(@Nullable ProblemType last) {
        Duration left = watchdog.left();
        if (left.isNegative() || left.isZero()) {
            fail(ProblemType.GATEWAY_TIMEOUT, "The route's time for the whole exchange is over.");
            return;
        }
        RegionTarget target = last == null || attempts.mayTryAgain() ? attempts.next() : null;
        if (target != null) {
            attempt(target, left);
        } else if (last == null) {
            fail(
                    ProblemType.UNAVAILABLE,
                    "No region of the deployment '" + exchange.route().deployment() + "' can serve the route.");
        } else if (attempts.mayTryAgain()) {
            Duration backoff = exchange.route().retry().backoff();
            attempts.anew();
            parts.vertx().setTimer(Math.max(1, backoff.toMillis()), id -> again(last));
        } else {
            fail(last, "No region answered in " + attempts.count() + " attempts.");
        }
    }

    private void again(ProblemType last) {
        if (!settled) {
            next(last);
        }
    }

    private void attempt(RegionTarget target, Duration left) {
        Duration connect = exchange.route().timeouts().connect();
        current = new UpstreamAttempt(parts, exchange, target, attempts.count(), this);
        current.open(upstreamUri(), connect.compareTo(left) < 0 ? connect : left);
    }

    /** Path and query for the upstream. */
    private String upstreamUri() {
        Destination destination = exchange.arrival().destination();
        String prefix = exchange.route().pathPrefix();
        StringBuilder uri = new StringBuilder(96);
        if (prefix != null) {
            uri.append(prefix);
        } else if (destination.operation() == Operation.MCP) {
            uri.append(Operation.MCP.path());
        }
        if (destination.operation() != Operation.MCP) {
            uri.append(destination.operation().path()).append(destination.rest());
        }
        if (uri.isEmpty()) {
            uri.append('/');
        }
        String query = client.query();
        return query == null ? uri.toString() : uri.append('?').append(query).toString();
    }

    @Override
    public void connected(UpstreamAttempt attempt) {
        if (settled || attempt != current) {
            attempt.abandon();
            return;
        }
        watchdog.requestSent();
        try {
            attempt.send();
        } catch (ProblemException refusal) {
            attempt.abandon();
            attempt.ended("unavailable");
            fail(refusal.problem());
        }
    }

    @Override
    public void unreachable(UpstreamAttempt attempt, Throwable cause) {
        if (settled || attempt != current) {
            return;
        }
        boolean slow = Failures.isTimeout(cause);
        attempts.unreachable(
                attempt.target(), slow ? AttemptOutcome.TIMEOUT : AttemptOutcome.RESET, attempt.elapsedNanos());
        attempt.ended(slow ? "timeout" : "connection_refused");
        LOG.debugf("Region %s cannot be connected to: %s", attempt.target().name(), cause.getMessage());
        next(ProblemType.UNAVAILABLE);
    }

    @Override
    public void broken(UpstreamAttempt attempt, Throwable cause) {
        if (settled || attempt != current) {
            return;
        }
        watchdog.pause();
        LOG.debugf("Region %s broke before it answered: %s", attempt.target().name(), cause);
        attempts.finished(attempt.target(), AttemptOutcome.RESET, attempt.elapsedNanos());
        attempt.ended("connection_reset");
        if (!attempts.mayTryAgain()) {
            failBroken();
        } else if (attempts.mayRepeat()) {
            next(ProblemType.BAD_GATEWAY);
        } else if (Failures.isReset(cause) && !exchange.call().streamsBody()) {
            nextIfDead(attempt.target());
        } else {
            failBroken();
        }
    }

    /**
     * Goes on with the next region where this one has died without reading the request. A system that closes the connections of
     * a process that ended resets those on which bytes were left unread and closes all others in order; so a reset by a region
     * at which nothing listens any more means that the request was never read. A region that still listens may have read it,
     * and have reset the connection for reasons of its own.
     */
    private void nextIfDead(RegionTarget target) {
        Duration patience = exchange.route().timeouts().connect();
        parts.upstreams().refuses(target.endpointUrl(), patience).onComplete(refuses -> {
            if (settled) {
                return;
            }
            if (refuses.succeeded() && refuses.result()) {
                next(ProblemType.BAD_GATEWAY);
            } else {
                failBroken();
            }
        });
    }

    private void failBroken() {
        fail(ProblemType.BAD_GATEWAY, "The upstream closed the connection before it answered.");
    }

    @Override
    public void answered(UpstreamAttempt attempt, HttpClientResponse response) {
        if (settled || attempt != current) {
            attempt.abandon();
            return;
        }
        watchdog.progress();
        AnswerHead head = AnswerHead.of(response);
        attempts.finished(
                attempt.target(),
                head.status() >= 500 ? AttemptOutcome.FAILURE : AttemptOutcome.OK,
                attempt.elapsedNanos());
        if (Failures.mayBeBetterElsewhere(head.status())
                && attempts.mayRepeat()
                && attempts.mayTryAgain()
                && attempts.next() != null) {
            attempt.abandon();
            attempt.ended(Integer.toString(head.status()));
            next(ProblemType.BAD_GATEWAY);
            return;
        }
        attempt.relay(response, head, attempts.all());
    }

    @Override
    public void progress() {
        watchdog.progress();
    }

    @Override
    public void completed(UpstreamAttempt attempt, int status, @Nullable String errorType) {
        if (settled) {
            return;
        }
        String error = errorType == null && status >= 400 ? Integer.toString(status) : errorType;
        attempt.ended(error);
        Outcome outcome = Settlement.outcomeOf(status);
        // MCP tools and models fail within a good answer too; only a model's failure is the upstream's
        boolean brokenStream = outcome == Outcome.SUCCESS && "upstream_error".equals(errorType);
        settle(brokenStream ? Outcome.ERROR : outcome, status, error);
    }

    @Override
    public void brokeOff(UpstreamAttempt attempt, Throwable cause) {
        if (settled) {
            return;
        }
        LOG.debugf("Region %s broke off: %s", attempt.target().name(), cause.getMessage());
        breakOff(attempt, Outcome.ERROR, ProblemType.BAD_GATEWAY, "connection_reset");
    }

    private void breakOff(UpstreamAttempt attempt, Outcome outcome, ProblemType type, String errorType) {
        attempts.brokeOff(outcome == Outcome.TIMEOUT ? AttemptOutcome.TIMEOUT : AttemptOutcome.RESET);
        attempt.abandon();
        attempt.ended(errorType);
        if (attempt.canStillAnswer()) {
            attempt.retract();
            fail(Problem.of(type, "The upstream broke off before the end of its answer."));
        } else {
            int status = client.response().getStatusCode();
            settle(outcome, status, errorType);
            attempt.breakOff();
        }
    }

    private void expired(Limit limit) {
        UpstreamAttempt attempt = current;
        if (settled || attempt == null) {
            return;
        }
        if (attempt.isAnswered()) {
            breakOff(attempt, Outcome.TIMEOUT, ProblemType.GATEWAY_TIMEOUT, "timeout");
            return;
        }
        attempts.finished(attempt.target(), AttemptOutcome.TIMEOUT, attempt.elapsedNanos());
        attempt.abandon();
        attempt.ended("timeout");
        if (limit == Limit.FIRST_BYTE && attempts.mayRepeat() && attempts.mayTryAgain() && attempts.next() != null) {
            next(ProblemType.GATEWAY_TIMEOUT);
        } else {
            fail(ProblemType.GATEWAY_TIMEOUT, "The upstream did not answer in time.");
        }
    }

    private void clientGone() {
        if (settled || client.response().ended()) {
            return; // Vert.x closes a response that has ended too
        }
        UpstreamAttempt attempt = current;
        if (attempt != null) {
            attempt.abandon();
            attempt.ended("cancelled");
        }
        settle(
                Outcome.CANCELLED,
                client.response().headWritten() ? client.response().getStatusCode() : 0,
                "cancelled");
    }

    private void fail(ProblemType type, String detail) {
        fail(Problem.of(type, detail));
    }

    private void fail(Problem problem) {
        boolean timeout = problem.status() == ProblemType.GATEWAY_TIMEOUT.status();
        settle(timeout ? Outcome.TIMEOUT : Outcome.ERROR, problem.status(), Integer.toString(problem.status()));
        ExchangeAnswer.decorate(exchange, attempts.all());
        Answers.problem(client, problem, exchange.trace().id());
    }

    private void settle(Outcome outcome, int status, @Nullable String errorType) {
        settled = true;
        watchdog.stop();
        UpstreamAttempt attempt = current;
        Tap tap = attempt == null ? Tap.BLIND : attempt.tap();
        Conclusion.Timing timing = attempt == null || !attempt.isAnswered()
                ? new Conclusion.Timing(-1, -1, false, attempts.upstreamNanos())
                : attempt.timing(attempts.upstreamNanos());
        parts.settlement().settle(exchange, new Conclusion(outcome, status, attempts.all(), tap, timing, errorType));
    }
}
