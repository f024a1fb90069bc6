package dev.courtside.gateway.proxy;

import dev.courtside.gateway.exchange.Arrival;
import dev.courtside.gateway.exchange.Destination;
import dev.courtside.gateway.exchange.Exchange;
import dev.courtside.gateway.exchange.ExchangeTrace;
import dev.courtside.gateway.exchange.Reception;
import dev.courtside.gateway.exchange.Reception.Received;
import dev.courtside.gateway.exchange.Recognition;
import dev.courtside.gateway.exchange.Stage;
import dev.courtside.gateway.exchange.Variants;
import dev.courtside.gateway.experiment.VariantStage;
import dev.courtside.gateway.snapshot.Snapshots;
import dev.courtside.gateway.telemetry.Tracing;
import dev.courtside.kit.problem.Problem;
import dev.courtside.kit.problem.ProblemException;
import dev.courtside.kit.problem.ProblemType;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Where the data path begins: ahead of authentication, JAX-RS and everything else in Quarkus it takes the requests of the data
 * plane's paths, and leaves all others alone. From here on they stay on their event loop.
 */
@Singleton
public class DataPath {
    private static final Logger LOG = Logger.getLogger(DataPath.class);
    /** Ahead of all filters of Quarkus itself, the highest of which is far below. */
    private static final int FIRST = 1_000_000;

    private final Snapshots snapshots;
    private final InstantSource clock;
    private final Reception reception;
    private final Tracing tracing;
    private final Delivery delivery;
    private final List<Stage> stages;

    /** The end of the way. */
    @Singleton
    record Delivery(Forwarder forwarder, Settlement settlement) {}

    DataPath(
            Snapshots snapshots,
            InstantSource clock,
            Reception reception,
            Tracing tracing,
            Delivery delivery,
            VariantStage variants) {
        this.snapshots = snapshots;
        this.clock = clock;
        this.reception = reception;
        this.tracing = tracing;
        this.delivery = delivery;
        this.stages = List.of(variants);
    }

    void register(@Observes Filters filters) {
        filters.register(this::handle, FIRST);
    }

    private void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        Destination destination = Recognition.of(request.path(), snapshots.routes());
        if (destination == null) {
            context.next();
            return;
        }
        request.pause();
        Arrival arrival = new Arrival(request, destination, clock.instant(), System.nanoTime());
        if (HttpHeaders.CONTINUE.toString().equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            request.response().writeContinue();
        }
        reception.receive(arrival).onComplete(done -> {
            if (done.failed()) {
                refuse(arrival, done.cause());
            } else {
                begin(arrival, done.result());
            }
        });
    }

    private void begin(Arrival arrival, Received received) {
        ExchangeTrace trace = tracing.begin(arrival, received);
        advance(new Exchange(arrival, received.call(), received.caller(), received.route(), Variants.NONE, trace), 0);
    }

    /** Takes the stages in order, without leaving the stack where they are done at once. */
    private void advance(Exchange exchange, int from) {
        Exchange current = exchange;
        for (int i = from; i < stages.size(); i++) {
            Future<Exchange> step = apply(stages.get(i), current);
            if (!step.isComplete()) {
                Exchange before = current;
                int next = i + 1;
                step.onComplete(done -> {
                    if (done.failed()) {
                        refuse(before, done.cause());
                    } else {
                        advance(done.result(), next);
                    }
                });
                return;
            }
            if (step.failed()) {
                refuse(current, step.cause());
                return;
            }
            current = step.result();
        }
        delivery.forwarder().forward(current);
    }

    private static Future<Exchange> apply(Stage stage, Exchange exchange) {
        try {
            return stage.apply(exchange);
        } catch (RuntimeException failure) {
            return Future.failedFuture(failure);
        }
    }

    private void refuse(Arrival arrival, Throwable cause) {
        refuse(arrival, tracing.begin(arrival), cause);
    }

    private void refuse(Exchange exchange, Throwable cause) {
        refuse(exchange.arrival(), exchange.trace(), cause);
    }

    private void refuse(Arrival arrival, ExchangeTrace trace, Throwable cause) {
        Problem problem = problemOf(arrival, cause);
        delivery.settlement().refused(trace, arrival.operation().protocol().label(), problem.status());
        Answers.problem(arrival.request(), problem, trace.id());
    }

    private static Problem problemOf(Arrival arrival, Throwable cause) {
        if (cause instanceof ProblemException known) {
            return known.problem();
        }
        LOG.errorf(
                cause,
                "%s %s failed",
                arrival.request().method(),
                arrival.destination().template());
        return Problem.of(ProblemType.INTERNAL, "It has been logged under the trace id.");
    }
}
