package dev.courtside.gateway.outcome;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.courtside.gateway.outcome.SpoolSender.Destination;
import dev.courtside.kit.config.CourtsideConfig;
import dev.courtside.kit.id.UuidV7;
import dev.courtside.kit.peer.Peer;
import dev.courtside.kit.peer.PeerClient;
import dev.courtside.kit.spool.Spool;
import dev.courtside.kit.spool.SpoolLimits;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Opens the gateway's spools and knows who each is for. */
@Singleton
class SpoolLines {
    private static final int POINTS_PER_BATCH = 2_000;

    private final OutcomeConfig config;
    private final Path directory;
    private final PeerClient peers;
    private final ObjectMapper json;
    private final MeterRegistry registry;
    private final List<Spool> opened = new CopyOnWriteArrayList<>();

    @Inject
    SpoolLines(
            CourtsideConfig courtside,
            OutcomeConfig config,
            PeerClient peers,
            ObjectMapper json,
            MeterRegistry registry) {
        this.config = config;
        this.directory = courtside.dataDir().resolve("spool");
        this.peers = peers;
        this.json = json;
        this.registry = registry;
    }

    /** Events of experiments, to experiment-service. */
    SpoolLine<OutcomeEvent> outcomes() {
        Spool spool = open(
                "outcomes",
                new SpoolLimits(config.spool().maxEntries(), config.spool().maxBytes()));
        return new SpoolLine<>(
                spool,
                new SpoolSender(spool, peers, new Destination(Peer.EXPERIMENT, "/v1/outcomes")),
                new SpoolWriter.Format(json, "outcomes", config.batchSize(), UuidV7::next),
                config.batchTime());
    }

    /** Aggregates of traffic, to anomaly-service; the pump ends a batch with each second. */
    SpoolLine<Point> points() {
        Spool spool = open(
                "points",
                new SpoolLimits(
                        config.pointsSpool().maxEntries(), config.pointsSpool().maxBytes()));
        return new SpoolLine<>(
                spool,
                new SpoolSender(spool, peers, new Destination(Peer.ANOMALY, "/v1/points")),
                new SpoolWriter.Format(json, "points", POINTS_PER_BATCH, UuidV7::next),
                Duration.ofSeconds(1));
    }

    /** Those that have been opened. */
    List<Spool> spools() {
        return opened;
    }

    private Spool open(String queue, SpoolLimits limits) {
        Spool spool = new Spool(directory, queue, limits, registry);
        opened.add(spool);
        return spool;
    }
}
