package dev.courtside.kit.status;

import java.util.Collection;

/** Implemented by the bean that follows snapshots, so that an operator can accept a restored database. */
public interface SnapshotAcceptor {

    /** The kinds that are followed. */
    Collection<String> kinds();

    /** Takes the generation of a kind that was refused; false if none was. */
    boolean accept(String kind);
}
