package dev.courtside.gateway.outcome;

import dev.courtside.kit.spool.Spool;
import dev.courtside.kit.status.StatusContributor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** The spools in {@code GET /v1/status}. */
@ApplicationScoped
public class SpoolStatus implements StatusContributor {
    private final SpoolLines lines;

    @Inject
    SpoolStatus(SpoolLines lines) {
        this.lines = lines;
    }

    /**
     * @param queue its name
     * @param entries batches that wait
     * @param bytes that wait
     * @param dropped batches lost since the process began
     */
    record Entry(String queue, long entries, long bytes, long dropped) {}

    @Override
    public String section() {
        return "spools";
    }

    @Override
    public List<Entry> entries() {
        return lines.spools().stream().map(SpoolStatus::entry).toList();
    }

    private static Entry entry(Spool spool) {
        return new Entry(spool.queue(), spool.entries(), spool.bytes(), spool.dropped());
    }
}
