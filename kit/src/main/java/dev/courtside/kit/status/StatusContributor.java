package dev.courtside.kit.status;

import java.util.List;

/** Implemented by beans that have something to say in {@code GET /v1/status}. Never blocks. */
public interface StatusContributor {

    /** The list it belongs to: {@code snapshots}, {@code spools}, {@code leases} or {@code dependencies}. */
    String section();

    /** Its entries: records or maps that are written as JSON. */
    List<?> entries();
}
