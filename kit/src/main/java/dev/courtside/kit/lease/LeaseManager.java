package dev.courtside.kit.lease;

import dev.courtside.kit.database.Database;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jboss.logging.Logger;

/** Contends for leases in the service's {@code lease} table and keeps those it gets. */
@ApplicationScoped
public class LeaseManager {
    private static final Logger LOG = Logger.getLogger(LeaseManager.class);

    private final Database database;
    private final Vertx vertx;
    private final MeterRegistry meters;
    private final String holder = UUID.randomUUID().toString();
    private final ConcurrentMap<String, RowLease> leases = new ConcurrentHashMap<>();

    public LeaseManager(Database database, Vertx vertx, MeterRegistry meters) {
        this.database = database;
        this.vertx = vertx;
        this.meters = meters;
    }

    /**
     * Takes part in the contest for a lease from now on.
     *
     * @param ttl how long the lease outlives its holder; at least a second
     */
    public Lease contend(String name, Duration ttl) {
        return leases.computeIfAbsent(name, key -> {
            RowLease lease = new RowLease(database, key, holder, ttl);
            meters.gauge(
                    "courtside.lease.held",
                    io.micrometer.core.instrument.Tags.of("name", key),
                    lease,
                    row -> row.held() ? 1 : 0);
            meters.gauge(
                    "courtside.lease.epoch",
                    io.micrometer.core.instrument.Tags.of("name", key),
                    lease,
                    RowLease::epoch);
            lease.renew().subscribe().with(done -> {}, failure -> LOG.debugf(failure, "lease %s", key));
            vertx.setPeriodic(
                    Math.max(200, ttl.toMillis() / 3),
                    timer -> lease.renew()
                            .subscribe()
                            .with(done -> {}, failure -> LOG.debugf(failure, "lease %s could not be renewed", key)));
            return lease;
        });
    }

    /** The leases this process contends for. */
    public Collection<String> names() {
        return List.copyOf(leases.keySet());
    }

    public Lease find(String name) {
        Lease lease = leases.get(name);
        if (lease == null) {
            throw new IllegalArgumentException("this process does not contend for lease '" + name + "'");
        }
        return lease;
    }

    void releaseAll(@Observes ShutdownEvent stopping) {
        for (RowLease lease : leases.values()) {
            try {
                lease.release().await().atMost(Duration.ofSeconds(2));
            } catch (RuntimeException e) {
                LOG.debugf(e, "lease %s was not released; it expires by itself", lease.name());
            }
        }
    }
}
