package dev.courtside.gateway.outcome;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.courtside.gateway.GatewayInstance;
import dev.courtside.gateway.snapshot.Snapshots;
import dev.courtside.kit.peer.Peer;
import dev.courtside.kit.peer.PeerClient;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Tells region-service what the traffic says of its regions. Kept nowhere: what was seen a second ago matters only now,
 * so a report that cannot be delivered is forgotten, and while one is on its way the next is skipped.
 */
@Singleton
class PassiveReporter implements Consumer<List<RegionObservation>> {
    private static final Logger LOG = Logger.getLogger(PassiveReporter.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final String PATH = "/v1/passive-observations";

    private final PeerClient peers;
    private final ObjectMapper json;
    private final Snapshots snapshots;
    private final String source;
    private final AtomicBoolean onItsWay = new AtomicBoolean();

    @Inject
    PassiveReporter(PeerClient peers, ObjectMapper json, Snapshots snapshots, GatewayInstance instance) {
        this.peers = peers;
        this.json = json;
        this.snapshots = snapshots;
        this.source = instance.name();
    }

    /**
     * The body of {@code POST /v1/passive-observations}.
     *
     * @param source which replica of the gateway reports
     * @param epoch of the region snapshot that the gateway acted on
     */
    private record Report(String source, long epoch, List<RegionObservation> observations) {}

    @Override
    public void accept(List<RegionObservation> observations) {
        if (!onItsWay.compareAndSet(false, true)) {
            return;
        }
        try {
            byte[] body = json.writeValueAsBytes(new Report(source, snapshots.regionEpoch(), observations));
            peers.post(Peer.REGION, PATH, body, TIMEOUT)
                    .onTermination()
                    .invoke(() -> onItsWay.set(false))
                    .subscribe()
                    .with(
                            response -> {
                                if (response.status() >= 400) {
                                    LOG.debugf("region-service answered %d to an observation", response.status());
                                }
                            },
                            failure -> LOG.debugf("region-service did not answer: %s", failure.getMessage()));
        } catch (JsonProcessingException e) {
            onItsWay.set(false);
            LOG.error("An observation could not be written", e);
        }
    }
}
