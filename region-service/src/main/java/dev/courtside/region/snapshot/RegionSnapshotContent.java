package dev.courtside.region.snapshot;

import dev.courtside.engine.region.RegionSnapshot;
import dev.courtside.kit.database.Database;
import dev.courtside.kit.snapshot.SnapshotContent;
import dev.courtside.region.deployment.DeploymentReader;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;

/** All deployments as gateways follow them. */
@ApplicationScoped
public class RegionSnapshotContent implements SnapshotContent {
    /** The kind of the snapshot. */
    public static final String KIND = "regions";

    private final Database database;
    private final DeploymentReader reader;
    private final InstantSource clock;
    private volatile RegionSnapshot last = RegionSnapshot.EMPTY;

    public RegionSnapshotContent(Database database, DeploymentReader reader, InstantSource clock) {
        this.database = database;
        this.reader = reader;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Uni<byte[]> render() {
        return database.withConnection(reader::all)
                .map(all -> {
                    Instant now = clock.instant();
                    return new RegionSnapshot(
                            all.stream().map(each -> each.published(now)).toList());
                })
                .invoke(rendered -> last = rendered)
                .map(RegionSnapshot::toJson);
    }

    /** What was last rendered, which stays with Postgres dead; empty before the first time. */
    public RegionSnapshot last() {
        return last;
    }
}
