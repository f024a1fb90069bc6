package dev.courtside.kit.snapshot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.courtside.kit.peer.Peer;
import dev.courtside.kit.peer.PeerClient;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A snapshot that another service publishes under {@code path} and {@code path/stream}. */
public record HttpSnapshotSource(PeerClient client, Peer peer, String path) implements SnapshotSource {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public Uni<byte @Nullable []> fetch(@Nullable SnapshotVersion have) {
        Map<String, String> headers = have == null ? Map.of() : Map.of("if-none-match", have.etag());
        return client.get(peer, path, headers).map(answer -> switch (answer.status()) {
            case 200 -> answer.body();
            case 304 -> null;
            default ->
                throw new IllegalStateException(peer.configName() + " answered " + answer.status() + " to GET " + path);
        });
    }

    @Override
    public Multi<SnapshotVersion> versions() {
        return client.events(peer, path + "/stream")
                .filter(event -> event.event().equals("version"))
                .map(event -> {
                    try {
                        return JSON.readValue(event.data(), SnapshotVersion.class);
                    } catch (JsonProcessingException e) {
                        throw new IllegalStateException("a version event cannot be read: " + event.data(), e);
                    }
                });
    }
}
