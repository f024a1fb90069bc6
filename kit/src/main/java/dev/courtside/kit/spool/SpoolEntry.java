package dev.courtside.kit.spool;

import java.util.UUID;

/**
 * One payload of a spool.
 *
 * @param sequence its place: lower ones were appended before
 * @param id what its receiver knows it by
 * @param payload as it was appended; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // compared by sequence and id only, and copying megabytes helps nobody
public record SpoolEntry(long sequence, UUID id, byte[] payload) {
    @Override
    public boolean equals(Object other) {
        return other instanceof SpoolEntry entry && sequence == entry.sequence && id.equals(entry.id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return "SpoolEntry[" + sequence + ", " + id + ", " + payload.length + " bytes]";
    }
}
