package dev.courtside.local.demo.ledger;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The last 10,000 calls of the model, the MCP server and the statistics; health checks are not kept. */
@ApplicationScoped
public class Ledger {
    static final int CAPACITY = 10_000;

    private final InstantSource clock;
    private final Deque<Execution> executions = new ArrayDeque<>();
    private long sequence;

    public Ledger() {
        this(InstantSource.system());
    }

    Ledger(InstantSource clock) {
        this.clock = clock;
    }

    /** @param executed whether the call goes on to be carried out */
    public void record(RoutingContext context, String fault, boolean executed) {
        HttpServerRequest request = context.request();
        if (context.normalizedPath().equals("/health")) {
            return;
        }
        JsonObject body = json(context);
        JsonObject params = body.getValue("params") instanceof JsonObject object ? object : new JsonObject();
        String tool = text(params, "name");
        add(new Execution(
                0,
                request.method().name(),
                context.normalizedPath(),
                text(body, "model"),
                text(body, "method"),
                tool == null ? text(params, "uri") : tool,
                request.getHeader("Idempotency-Key"),
                request.getHeader("X-Request-Id"),
                request.getHeader("traceparent"),
                text(body, "user"),
                clock.instant().toString(),
                fault,
                executed));
    }

    /** The calls that match every parameter given, the oldest first; see {@link Execution} for the parameters' names. */
    public Entries find(MultiMap parameters, int limit) {
        List<Execution> found;
        synchronized (this) {
            found = executions.stream()
                    .filter(execution -> matches(execution, parameters))
                    .toList();
        }
        int from = Math.max(0, found.size() - Math.max(0, limit));
        return new Entries(found.size(), found.subList(from, found.size()));
    }

    public synchronized void clear() {
        executions.clear();
    }

    synchronized void add(Execution execution) {
        sequence++;
        executions.add(new Execution(
                sequence,
                execution.method(),
                execution.path(),
                execution.model(),
                execution.rpcMethod(),
                execution.tool(),
                execution.idempotencyKey(),
                execution.requestId(),
                execution.traceparent(),
                execution.user(),
                execution.at(),
                execution.fault(),
                execution.executed()));
        while (executions.size() > CAPACITY) {
            executions.remove();
        }
    }

    private static boolean matches(Execution execution, MultiMap parameters) {
        return parameters.entries().stream().allMatch(parameter -> {
            String wanted = parameter.getValue();
            return switch (parameter.getKey()) {
                case "model" -> Objects.equals(execution.model(), wanted);
                case "path" -> Objects.equals(execution.path(), wanted);
                case "rpcMethod" -> Objects.equals(execution.rpcMethod(), wanted);
                case "tool" -> Objects.equals(execution.tool(), wanted);
                case "idempotencyKey" -> Objects.equals(execution.idempotencyKey(), wanted);
                case "requestId" -> Objects.equals(execution.requestId(), wanted);
                case "user" -> Objects.equals(execution.user(), wanted);
                case "fault" -> execution.fault().equals(wanted);
                case "traceId" ->
                    execution.traceparent() != null && execution.traceparent().contains("-" + wanted + "-");
                default -> true;
            };
        });
    }

    private static JsonObject json(RoutingContext context) {
        try {
            JsonObject body = context.body().asJsonObject();
            return body == null ? new JsonObject() : body;
        } catch (DecodeException | ClassCastException notAnObject) {
            return new JsonObject();
        }
    }

    private static @Nullable String text(JsonObject object, String field) {
        return object.getValue(field) instanceof String text ? text : null;
    }

    /**
     * What a query found.
     *
     * @param total of all calls that match
     * @param items the youngest of them
     */
    public record Entries(int total, List<Execution> items) {}
}
