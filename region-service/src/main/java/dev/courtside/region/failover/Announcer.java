package dev.courtside.region.failover;

import dev.courtside.engine.region.FailoverOperation;
import dev.courtside.kit.database.Tx;
import dev.courtside.kit.snapshot.SnapshotPublisher;
import dev.courtside.region.snapshot.RegionSnapshotContent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Makes decisions known: the snapshot's version within the transaction, streams and metrics after it. */
@ApplicationScoped
public class Announcer {
    private final SnapshotPublisher publisher;
    private final RegionMetrics metrics;

    Announcer(SnapshotPublisher publisher, RegionMetrics metrics) {
        this.publisher = publisher;
        this.metrics = metrics;
    }

    /** Raises the snapshot's version; {@code leaseEpoch} is that of the deciding holder, 0 for a person's decision. */
    public Uni<Void> bump(Tx tx, long leaseEpoch) {
        return publisher.bump(tx, RegionSnapshotContent.KIND, leaseEpoch);
    }

    /** Tells that a plan has committed. */
    public void committed(String deployment, List<FailoverOperation> plan) {
        publisher.changed();
        metrics.carriedOut(deployment, plan);
    }
}
