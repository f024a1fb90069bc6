package dev.courtside.kit.snapshot;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.MultiEmitter;
import io.vertx.core.json.JsonObject;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** One kind's last rendered copy and the streams that hear of its versions. */
final class PublishedKind {
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);

    private final SnapshotContent content;
    private final BroadcastProcessor<SnapshotVersion> versions = BroadcastProcessor.create();
    private final Set<MultiEmitter<? super OutboundSseEvent>> open = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Envelope current;

    PublishedKind(SnapshotContent content) {
        this.content = content;
    }

    @Nullable
    Envelope current() {
        return current;
    }

    /** Renders where {@code version} is not the one that is served; the rendered rows are at least as new as it. */
    Uni<Void> refreshTo(SnapshotVersion version) {
        Envelope served = current;
        if (served != null && served.version().equals(version)) {
            return Uni.createFrom().voidItem();
        }
        return content.render()
                .invoke(data -> {
                    current = new Envelope(content.kind(), version, data);
                    versions.onNext(version);
                })
                .replaceWithVoid();
    }

    Multi<OutboundSseEvent> versions(Sse sse) {
        Envelope served = current;
        Multi<SnapshotVersion> present =
                served == null ? Multi.createFrom().empty() : Multi.createFrom().item(served.version());
        Multi<OutboundSseEvent> events = Multi.createBy()
                .merging()
                .streams(present, versions.onOverflow().dropPreviousItems())
                .map(version -> sse.newEventBuilder()
                        .name("version")
                        .id(version.generation() + "-" + version.epoch() + "-" + version.version())
                        .data(
                                String.class,
                                new JsonObject()
                                        .put("generation", version.generation().toString())
                                        .put("epoch", version.epoch())
                                        .put("version", version.version())
                                        .encode())
                        .build());
        Multi<OutboundSseEvent> heartbeats = Multi.createFrom()
                .ticks()
                .every(HEARTBEAT)
                .onOverflow()
                .drop()
                .map(tick -> sse.newEventBuilder().comment("heartbeat").build());
        return endable(Multi.createBy().merging().streams(events, heartbeats));
    }

    /** Ends all streams; their followers connect again, to another replica or later. */
    void endStreams() {
        open.forEach(MultiEmitter::complete);
    }

    private Multi<OutboundSseEvent> endable(Multi<OutboundSseEvent> endless) {
        return Multi.createFrom().emitter(emitter -> {
            Cancellable source = endless.subscribe().with(emitter::emit, emitter::fail, emitter::complete);
            open.add(emitter);
            emitter.onTermination(() -> {
                open.remove(emitter);
                source.cancel();
            });
        });
    }
}
