package dev.courtside.local.demo.fault;

import dev.courtside.local.demo.ErrorBody;
import dev.courtside.local.demo.ledger.Ledger;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Stands before the model, the MCP server, the statistics and the health check alike; only {@code /admin} gets by. */
@ApplicationScoped
public class FaultFilter {
    private static final int READ_BODY = 300;
    private static final int RECORD_AND_FAIL = 200;

    private final Vertx vertx;
    private final FaultSwitch faults;
    private final Ledger ledger;

    public FaultFilter(Vertx vertx, FaultSwitch faults, Ledger ledger) {
        this.vertx = vertx;
        this.faults = faults;
        this.ledger = ledger;
    }

    void register(@Observes Filters filters) {
        // read first: the ledger names the model or tool, and a delayed request must not lose its body meanwhile
        filters.register(BodyHandler.create(false), READ_BODY);
        filters.register(this::filter, RECORD_AND_FAIL);
    }

    private void filter(RoutingContext context) {
        if (context.normalizedPath().startsWith("/admin")) {
            context.next();
            return;
        }
        Fault fault = faults.next();
        ledger.record(context, fault.mode().wireName(), executes(fault.mode()));
        if (fault.mode() == FaultMode.HANG) {
            return; // the client's patience ends it
        }
        if (fault.latencyMs() == 0) {
            act(context, fault.mode());
        } else {
            vertx.setTimer(fault.latencyMs(), timer -> act(context, fault.mode()));
        }
    }

    private static boolean executes(FaultMode mode) {
        return mode == FaultMode.NONE || mode == FaultMode.SLOW;
    }

    private static void act(RoutingContext context, FaultMode mode) {
        switch (mode) {
            case NONE, SLOW, HANG -> context.next();
            case ERROR -> ErrorBody.server(503, "this region is told to fail").send(context);
            case DROP -> context.request().connection().close();
            case KILL -> Runtime.getRuntime().halt(137);
        }
    }
}
