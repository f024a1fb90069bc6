package dev.courtside.kit.snapshot;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Comparator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which copy of a kind of data this is. Within one generation of the database {@code (epoch, version)} only grows.
 *
 * @param generation of the database; another one means that it was restored from a copy
 * @param epoch      of the lease under which it was written; 0 where no lease is involved
 * @param version    a counter, raised in the transaction that writes the data
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record SnapshotVersion(UUID generation, long epoch, long version) {
    private static final Comparator<SnapshotVersion> ORDER =
            Comparator.comparingLong(SnapshotVersion::epoch).thenComparingLong(SnapshotVersion::version);

    /** A strong entity tag, quotes included. */
    public String etag() {
        return "\"" + generation + "-" + epoch + "-" + version + "\"";
    }

    /** Whether this is newer than {@code other} of the same generation. */
    public boolean isAfter(SnapshotVersion other) {
        return ORDER.compare(this, other) > 0;
    }

    /** Whether an {@code If-None-Match} header, a list of entity tags or {@code *}, names this version. */
    public boolean matches(@Nullable String ifNoneMatch) {
        if (ifNoneMatch == null) {
            return false;
        }
        for (String tag : ifNoneMatch.split(",")) {
            String bare = tag.strip();
            if (bare.equals("*") || (bare.startsWith("W/") ? bare.substring(2) : bare).equals(etag())) {
                return true;
            }
        }
        return false;
    }
}
