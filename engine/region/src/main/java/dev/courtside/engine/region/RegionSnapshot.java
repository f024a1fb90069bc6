package dev.courtside.engine.region;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.io.Serial;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All deployments of one moment: what region-service publishes and the gateway routes by. Fields that this version does not
 * know are ignored, so that services upgrade one at a time.
 *
 * @param deployments in the order of their ids
 */
public record RegionSnapshot(List<Deployment> deployments) {

    /** Of a gateway that has never heard from region-service. */
    public static final RegionSnapshot EMPTY = new RegionSnapshot(List.of());

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .addModule(new SimpleModule()
                    .addSerializer(Instant.class, ToStringSerializer.instance)
                    .addDeserializer(Instant.class, new Rfc3339()))
            .build();

    public RegionSnapshot {
        deployments = copyOrEmpty(deployments);
    }

    /**
     * Reads a snapshot.
     *
     * @throws IllegalArgumentException if the text is not the JSON of a snapshot
     */
    public static RegionSnapshot parse(byte[] json) {
        try {
            return JSON.readValue(json, RegionSnapshot.class);
        } catch (IOException e) {
            throw new IllegalArgumentException("not a snapshot of regions: " + e.getMessage(), e);
        }
    }

    /**
     * Reads a snapshot that was parsed already, for instance as the {@code data} of an envelope.
     *
     * @throws IllegalArgumentException if it is not a snapshot
     */
    public static RegionSnapshot of(JsonNode json) {
        try {
            return JSON.treeToValue(json, RegionSnapshot.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a snapshot of regions: " + e.getMessage(), e);
        }
    }

    /** The JSON that {@link #parse} reads. */
    public byte[] toJson() {
        try {
            return JSON.writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a snapshot is always JSON", e);
        }
    }

    /** The deployment of this id, by a scan. */
    public Optional<Deployment> deployment(String id) {
        return deployments.stream()
                .filter(deployment -> deployment.id().equals(id))
                .findFirst();
    }

    private static List<Deployment> copyOrEmpty(@Nullable List<Deployment> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    private static final class Rfc3339 extends FromStringDeserializer<Instant> {
        @Serial
        private static final long serialVersionUID = 1L;

        Rfc3339() {
            super(Instant.class);
        }

        @Override
        protected Instant _deserialize(String value, DeserializationContext context) throws IOException {
            try {
                return Instant.parse(value);
            } catch (DateTimeException e) {
                return (Instant) context.handleWeirdStringValue(Instant.class, value, "not an RFC 3339 time");
            }
        }
    }
}
