package dev.courtside.local.demo.fault;

import dev.courtside.local.demo.ErrorBody;
import dev.courtside.local.demo.ledger.Ledger;
import io.vertx.core.Vertx;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** {@code /admin}: the switch for faults and the ledger. Always answers. */
@ApplicationScoped
public class AdminRoutes {
    private static final long DEFAULT_SLOW_MS = 1_000;
    private static final long TIME_TO_ANSWER_MS = 100;
    private static final int DEFAULT_LIMIT = 1_000;

    private final FaultSwitch faults;
    private final Ledger ledger;
    private final Vertx vertx;

    public AdminRoutes(FaultSwitch faults, Ledger ledger, Vertx vertx) {
        this.faults = faults;
        this.ledger = ledger;
        this.vertx = vertx;
    }

    void register(@Observes Router router) {
        router.get("/admin/fault").handler(this::show);
        router.post("/admin/fault").handler(this::set);
        router.get("/admin/ledger").handler(this::read);
        router.delete("/admin/ledger").handler(context -> {
            ledger.clear();
            context.response().setStatusCode(204).end();
        });
    }

    private void show(RoutingContext context) {
        Fault fault = faults.get();
        context.json(new JsonObject()
                .put("mode", fault.mode().wireName())
                .put("rate", fault.rate())
                .put("latencyMs", fault.latencyMs())
                .put("hits", faults.hits()));
    }

    private void set(RoutingContext context) {
        try {
            JsonObject body = context.body().asJsonObject();
            String name = body == null ? "" : body.getString("mode", "");
            FaultMode mode = FaultMode.of(name)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "mode must be none, hang, error, slow, drop or kill, not '" + name + "'"));
            Number rate = body == null ? null : body.getNumber("rate");
            Number latency = body == null ? null : body.getNumber("latencyMs");
            faults.set(new Fault(
                    mode,
                    rate == null ? 1 : rate.doubleValue(),
                    latency == null ? (mode == FaultMode.SLOW ? DEFAULT_SLOW_MS : 0) : latency.longValue()));
            show(context);
            if (mode == FaultMode.KILL) {
                vertx.setTimer(TIME_TO_ANSWER_MS, timer -> Runtime.getRuntime().halt(137));
            }
        } catch (IllegalArgumentException | DecodeException | ClassCastException wrong) {
            ErrorBody.invalid(String.valueOf(wrong.getMessage()), null).send(context);
        }
    }

    private void read(RoutingContext context) {
        String limit = context.request().getParam("limit");
        try {
            context.json(
                    ledger.find(context.request().params(), limit == null ? DEFAULT_LIMIT : Integer.parseInt(limit)));
        } catch (NumberFormatException wrong) {
            ErrorBody.invalid("limit must be a whole number", "limit").send(context);
        }
    }
}
