package dev.courtside.kit.snapshot;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** Where a follower gets snapshots from: another service, or the process's own database. */
public interface SnapshotSource {

    /**
     * The present snapshot.
     *
     * @param have the version that is held already
     * @return the whole envelope as bytes, or null where {@code have} is still the present version
     */
    Uni<byte @Nullable []> fetch(@Nullable SnapshotVersion have);

    /** Versions as they come up; ends or fails when the connection does. */
    Multi<SnapshotVersion> versions();

    /** Builds the bytes that {@link #fetch} gives, for sources that render snapshots themselves. */
    static byte[] envelope(String kind, SnapshotVersion version, byte[] data) {
        return new Envelope(kind, version, data).toBytes();
    }
}
