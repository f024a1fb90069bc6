package dev.courtside.kit.outbox;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Map;

/**
 * An event of CloudEvents 1.0 with JSON data.
 *
 * @param id unique among the events of the source
 * @param source a URI reference, such as {@code courtside/region-service}
 * @param type such as {@code dev.courtside.region.failover}
 * @param subject what it is about
 */
public record CloudEvent(
        String id, String source, String type, String subject, Instant time, Map<String, Object> data) {
    static final String MEDIA_TYPE = "application/cloudevents+json";

    /** The structured JSON format. */
    public JsonObject toJson() {
        return new JsonObject()
                .put("specversion", "1.0")
                .put("id", id)
                .put("source", source)
                .put("type", type)
                .put("subject", subject)
                .put("time", time.toString())
                .put("datacontenttype", "application/json")
                .put("data", JsonObject.mapFrom(data));
    }
}
