package dev.courtside.kit.status;

import dev.courtside.kit.lease.LeaseManager;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The leases that this process contends for. */
@ApplicationScoped
class LeaseStatus implements StatusContributor {
    private final LeaseManager leases;

    LeaseStatus(LeaseManager leases) {
        this.leases = leases;
    }

    @Override
    public String section() {
        return "leases";
    }

    @Override
    public List<Entry> entries() {
        return leases.names().stream()
                .sorted()
                .map(name -> new Entry(
                        name, leases.find(name).held(), leases.find(name).epoch()))
                .toList();
    }

    record Entry(String name, boolean held, long epoch) {}
}
