package dev.courtside.gateway.snapshot;

import dev.courtside.engine.experiment.ExperimentSnapshot;
import dev.courtside.engine.region.Deployment;
import dev.courtside.engine.region.HealthState;
import dev.courtside.engine.region.Region;
import dev.courtside.engine.region.RegionSnapshot;
import dev.courtside.engine.region.RegionStatus;
import dev.courtside.gateway.price.ModelPrices;
import dev.courtside.gateway.price.Price;
import dev.courtside.gateway.price.PriceBook;
import dev.courtside.gateway.price.UsdPerMillion;
import dev.courtside.gateway.route.Protocol;
import dev.courtside.gateway.route.RetryPolicy;
import dev.courtside.gateway.route.RouteDefinition;
import dev.courtside.gateway.route.RouteTable;
import dev.courtside.gateway.route.Timeouts;
import io.quarkus.arc.Unremovable;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What the data plane knows, as a test wants it: put where the followers of snapshots put theirs. */
@Singleton
@Unremovable
public class TestingTables {
    /** Long enough for a busy machine, short enough for a test that waits for one. */
    public static final Timeouts PATIENT =
            new Timeouts(Duration.ofSeconds(2), Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(60));

    private static final AtomicInteger DEPLOYMENTS = new AtomicInteger();
    private static final BigDecimal INPUT = new BigDecimal("2.50");
    private static final BigDecimal OUTPUT = new BigDecimal("10.00");

    private final Snapshots snapshots;

    public TestingTables(Snapshots snapshots) {
        this.snapshots = snapshots;
    }

    /** Regions {@code region-1}, {@code region-2} … by priority behind the routes; see the other method. */
    public void serve(URI... regions) {
        serve(PATIENT, regions);
    }

    /**
     * The routes {@code chat}, {@code claude} (with the key {@code main}), {@code nba} and {@code stats}, prices of gpt-4 and
     * claude, and no experiment. Every call makes a new deployment, so that nothing is remembered of its regions.
     */
    public void serve(Timeouts timeouts, URI... regions) {
        String deployment = "deployment-" + DEPLOYMENTS.incrementAndGet();
        List<Region> all = new ArrayList<>();
        for (URI region : regions) {
            int priority = all.size() + 1;
            all.add(new Region(
                    "region-" + priority, priority, RegionStatus.ACTIVE, region, HealthState.HEALTHY, Instant.EPOCH));
        }
        List<Deployment> deployments = all.isEmpty()
                ? List.of()
                : List.of(new Deployment(
                        deployment, "test", "active-passive", true, "region-1", "region-1", 1, List.copyOf(all)));
        snapshots.regions(new RegionTable(new RegionSnapshot(deployments)), 1);
        snapshots.routes(new RouteTable(List.of(
                route("chat", Protocol.OPENAI, deployment, null, "main", timeouts),
                route("claude", Protocol.ANTHROPIC, deployment, null, "main", timeouts),
                route("nba", Protocol.MCP, deployment, "/mcp", null, timeouts),
                route("stats", Protocol.HTTP, deployment, "/stats", null, timeouts))));
        snapshots.prices(new PriceBook(List.of(price("gpt-4"), price("claude"))));
        snapshots.experiments(ExperimentTable.EMPTY);
    }

    /** Runs experiments, given as the JSON array of a snapshot. */
    public void experiments(String json) {
        snapshots.experiments(new ExperimentTable(ExperimentSnapshot.parse(
                ("{\"flags\":[],\"experiments\":" + json + "}").getBytes(StandardCharsets.UTF_8))));
    }

    private static RouteDefinition route(
            String name,
            Protocol protocol,
            String deployment,
            @Nullable String prefix,
            @Nullable String credential,
            Timeouts timeouts) {
        return new RouteDefinition(
                name, protocol, deployment, prefix, credential, timeouts, RetryPolicy.DEFAULT, List.of(), null);
    }

    private static ModelPrices price(String model) {
        return new ModelPrices(
                model, List.of(new Price("openai", Instant.EPOCH, new UsdPerMillion(INPUT, null, OUTPUT, null))));
    }
}
