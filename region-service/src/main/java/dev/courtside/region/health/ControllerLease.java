package dev.courtside.region.health;

import dev.courtside.kit.lease.Lease;
import dev.courtside.kit.lease.LeaseManager;
import jakarta.enterprise.context.ApplicationScoped;

/** The lease of the one replica that checks regions and decides. */
@ApplicationScoped
public class ControllerLease {
    /** Its name in the table and in metrics. */
    public static final String NAME = "region-controller";

    private final LeaseManager leases;
    private final CheckConfig config;

    public ControllerLease(LeaseManager leases, CheckConfig config) {
        this.leases = leases;
        this.config = config;
    }

    /** Takes part in the contest from the first call on. */
    public Lease lease() {
        return leases.contend(NAME, config.leaseTtl());
    }
}
