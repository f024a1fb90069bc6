package dev.courtside.region.event;

import dev.courtside.kit.audit.AuditEntry;
import dev.courtside.kit.audit.AuditLog;
import dev.courtside.kit.database.Tx;
import dev.courtside.kit.outbox.CloudEvent;
import dev.courtside.kit.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes down a decision in its own transaction: the event, the audit entry and the notification. */
@ApplicationScoped
public class EventLog {
    private static final String SOURCE = "courtside/region-service";

    private final EventStore store;
    private final AuditLog audit;
    private final Outbox outbox;

    EventLog(EventStore store, AuditLog audit, Outbox outbox) {
        this.store = store;
        this.audit = audit;
        this.outbox = outbox;
    }

    public Uni<Void> record(Tx tx, Event event) {
        return store.insert(tx, event)
                .chain(() -> audit.record(tx, entry(event)))
                .chain(() -> outbox.append(tx, notification(event)));
    }

    private static AuditEntry entry(Event event) {
        String resource =
                "deployments/" + event.deployment() + (event.region() == null ? "" : "/regions/" + event.region());
        return new AuditEntry(
                event.actor(),
                "deployment." + event.type().wireName(),
                resource,
                json(event.from()),
                json(event.to()),
                event.traceId());
    }

    private static @Nullable String json(@Nullable String value) {
        return value == null ? null : Json.encode(value);
    }

    private static CloudEvent notification(Event event) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("deployment", event.deployment());
        put(data, "region", event.region());
        put(data, "from", event.from());
        put(data, "to", event.to());
        data.put("cause", event.cause().wireName());
        put(data, "reason", event.reason());
        data.put("evidence", event.evidence());
        data.put("startedAt", event.startedAt().toString());
        put(data, "endedAt", event.endedAt() == null ? null : event.endedAt().toString());
        data.put("actor", event.actor());
        put(data, "traceId", event.traceId());
        return new CloudEvent(
                event.id().toString(),
                SOURCE,
                "dev.courtside.region." + event.type().wireName(),
                event.deployment(),
                event.endedAt() == null ? event.startedAt() : event.endedAt(),
                new JsonObject(data).getMap());
    }

    private static void put(Map<String, Object> data, String key, @Nullable String value) {
        if (value != null) {
            data.put(key, value);
        }
    }
}
