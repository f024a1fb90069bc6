package dev.courtside.kit.health;

import dev.courtside.kit.database.Database;
import dev.courtside.kit.status.StatusContributor;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/**
 * Asks Postgres every second whether it is there, and remembers the answer: health and status are asked often and by
 * many, and must answer at once when it is not.
 */
@ApplicationScoped
public class PostgresProbe implements StatusContributor {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Database database;
    private volatile boolean up;

    public PostgresProbe(Database database, MeterRegistry meters) {
        this.database = database;
        Gauge.builder("courtside.dependency.up", this, probe -> probe.isUp() ? 1 : 0)
                .tag("dependency", "postgres")
                .register(meters);
    }

    /** Whether it answered when it was last asked. */
    public boolean isUp() {
        return up;
    }

    /** Asks now. Never fails. */
    public Uni<Boolean> ask() {
        return database.withConnection(
                        connection -> connection.query("select 1").execute())
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .map(rows -> true)
                .onFailure()
                .recoverWithItem(false)
                .invoke(answer -> up = answer);
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> onTick() {
        return ask().replaceWithVoid();
    }

    @Override
    public String section() {
        return "dependencies";
    }

    @Override
    public List<Entry> entries() {
        return List.of(new Entry("postgres", up));
    }

    record Entry(String name, boolean up) {}
}
