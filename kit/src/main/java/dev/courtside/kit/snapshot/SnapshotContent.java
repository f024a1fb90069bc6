package dev.courtside.kit.snapshot;

import io.smallrye.mutiny.Uni;

/** One kind of snapshot that a service publishes. A bean of this type is found and published by itself. */
public interface SnapshotContent {

    /** The kind's stable name, such as {@code experiments}. */
    String kind();

    /** The {@code data} member as UTF-8 JSON, read from committed rows. */
    Uni<byte[]> render();
}
