package dev.courtside.region.failover;

import dev.courtside.engine.region.Failover;
import dev.courtside.kit.database.Database;
import dev.courtside.kit.snapshot.SnapshotPublisher;
import dev.courtside.kit.snapshot.SnapshotVersion;
import dev.courtside.region.deployment.DeploymentReader;
import dev.courtside.region.deployment.StoredDeployment;
import dev.courtside.region.event.Event;
import dev.courtside.region.event.EventStore;
import dev.courtside.region.snapshot.RegionSnapshotContent;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the controller last read of all deployments. Owned by the controller's event loop, but for {@link #load}. */
@Singleton
class Catalog {
    private final Database database;
    private final DeploymentReader reader;
    private final EventStore events;
    private final SnapshotPublisher publisher;
    private Map<String, Known> known = new HashMap<>();
    private @Nullable SnapshotVersion version;

    Catalog(Database database, DeploymentReader reader, EventStore events, SnapshotPublisher publisher) {
        this.database = database;
        this.reader = reader;
        this.events = events;
        this.publisher = publisher;
    }

    /** A deployment and the failover of it that waits; null when none does. */
    record Known(StoredDeployment deployment, Failover.@Nullable Held held) {}

    /**
     * All of them at one moment.
     *
     * @param version at least this old
     */
    record Copy(@Nullable SnapshotVersion version, Map<String, Known> known) {}

    /** Whether somebody has changed something since the last copy was read. */
    boolean isStale() {
        return !Objects.equals(version, publisher.version(RegionSnapshotContent.KIND));
    }

    Uni<Copy> load() {
        SnapshotVersion before = publisher.version(RegionSnapshotContent.KIND);
        return database.withConnection(sql ->
                reader.all(sql).flatMap(all -> events.held(sql).map(held -> new Copy(before, known(all, held)))));
    }

    void take(Copy copy) {
        known = new HashMap<>(copy.known());
        version = copy.version();
    }

    void put(Decided decided) {
        known.put(decided.deployment().id(), new Known(decided.deployment(), decided.held()));
    }

    void remove(String deployment) {
        known.remove(deployment);
    }

    void clear() {
        known = new HashMap<>();
        version = null;
    }

    Collection<Known> all() {
        return List.copyOf(known.values());
    }

    List<StoredDeployment> deployments() {
        return known.values().stream().map(Known::deployment).toList();
    }

    @Nullable
    Known find(String deployment) {
        return known.get(deployment);
    }

    private static Map<String, Known> known(List<StoredDeployment> deployments, List<Event> held) {
        Map<String, Failover.Held> waiting =
                held.stream().collect(Collectors.toMap(Event::deployment, Event::held, (first, second) -> first));
        Map<String, Known> known = new HashMap<>();
        for (StoredDeployment deployment : deployments) {
            known.put(deployment.id(), new Known(deployment, waiting.get(deployment.id())));
        }
        return known;
    }
}
