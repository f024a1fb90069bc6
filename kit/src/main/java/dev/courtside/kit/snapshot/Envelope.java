package dev.courtside.kit.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * A snapshot on the wire and on disk:
 * {@code {"kind":…,"generation":…,"epoch":…,"version":…,"data":{…}}}. Unknown members are ignored, so that a reader of
 * one version back understands it.
 */
record Envelope(String kind, SnapshotVersion version, byte[] data) {
    private static final ObjectMapper JSON = new ObjectMapper();

    byte[] toBytes() {
        ObjectNode head = JSON.createObjectNode()
                .put("kind", kind)
                .put("generation", version.generation().toString())
                .put("epoch", version.epoch())
                .put("version", version.version());
        String open = head.toString();
        ByteArrayOutputStream out = new ByteArrayOutputStream(open.length() + data.length + 16);
        out.writeBytes(open.substring(0, open.length() - 1).getBytes(StandardCharsets.UTF_8));
        out.writeBytes(",\"data\":".getBytes(StandardCharsets.UTF_8));
        out.writeBytes(data);
        out.write('}');
        return out.toByteArray();
    }

    /** @throws IllegalArgumentException where a member is missing or the kind is another */
    static Envelope parse(String kind, byte[] bytes) {
        try {
            JsonNode node = JSON.readTree(bytes);
            if (!kind.equals(node.path("kind").asText()) || !node.has("data")) {
                throw new IllegalArgumentException("this is not a snapshot of kind '" + kind + "'");
            }
            SnapshotVersion version = new SnapshotVersion(
                    UUID.fromString(node.path("generation").asText()),
                    node.path("epoch").asLong(),
                    node.path("version").asLong());
            return new Envelope(kind, version, JSON.writeValueAsBytes(node.get("data")));
        } catch (IOException e) {
            throw new UncheckedIOException("a snapshot of kind '" + kind + "' cannot be read", e);
        }
    }
}
