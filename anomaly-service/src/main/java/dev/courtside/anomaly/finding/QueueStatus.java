package dev.courtside.anomaly.finding;

import dev.courtside.kit.status.StatusContributor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** How many anomalies wait to be kept. */
@ApplicationScoped
class QueueStatus implements StatusContributor {
    private final Anomalies anomalies;

    @Inject
    QueueStatus(Anomalies anomalies) {
        this.anomalies = anomalies;
    }

    @Override
    public String section() {
        return "spools";
    }

    @Override
    public List<Entry> entries() {
        return List.of(new Entry("anomalies", anomalies.waiting()));
    }

    record Entry(String queue, int entries) {}
}
