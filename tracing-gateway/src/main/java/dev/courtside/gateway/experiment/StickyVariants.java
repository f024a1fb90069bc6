package dev.courtside.gateway.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.courtside.engine.experiment.Assigner;
import dev.courtside.engine.experiment.Assignment;
import dev.courtside.engine.experiment.ExperimentDefinition;
import dev.courtside.gateway.exchange.Exchange;
import dev.courtside.kit.peer.Peer;
import dev.courtside.kit.peer.PeerClient;
import dev.courtside.kit.peer.PeerResponse;
import io.opentelemetry.context.Scope;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Variants that hold once given, whatever the weights become: experiment-service stores them and is asked once per unit. Where
 * it cannot be asked in {@link #PATIENCE} the unit gets the control and does not count, so that the statistics stay true.
 */
@Singleton
public class StickyVariants {
    static final Duration PATIENCE = Duration.ofMillis(50);

    /** Failures in a row after which exchanges are no longer held up by asking. */
    static final int MOST_FAILURES = 5;

    /** How long nobody asks then. */
    static final Duration PAUSE = Duration.ofSeconds(1);

    private static final int MOST_UNITS = 100_000;
    private static final Duration KEPT = Duration.ofMinutes(10);

    private final PeerClient peers;
    private final ObjectMapper json;
    private final LongSupplier nanoTime;
    private final Cache<Unit, String> variants =
            Caffeine.newBuilder().maximumSize(MOST_UNITS).expireAfterWrite(KEPT).build();
    private final AtomicInteger failures = new AtomicInteger();
    private volatile long pausedUntil;

    /** The phase is part of it: a restarted experiment gives variants anew. */
    private record Unit(String experiment, String seed, int phase, String unit) {}

    @Inject
    public StickyVariants(PeerClient peers, ObjectMapper json) {
        this(peers, json, System::nanoTime);
    }

    StickyVariants(PeerClient peers, ObjectMapper json, LongSupplier nanoTime) {
        this.peers = peers;
        this.json = json;
        this.nanoTime = nanoTime;
        this.pausedUntil = nanoTime.getAsLong();
    }

    /** The unit's assignment, or null where the experiment leaves it alone. Never fails. */
    Future<@Nullable Assignment> assign(
            ExperimentDefinition experiment, Exchange exchange, Map<String, Object> context) {
        String unit = exchange.caller().unit();
        Unit key = new Unit(experiment.key(), experiment.seed(), experiment.phase(), unit);
        String known = variants.getIfPresent(key);
        if (known != null && experiment.variant(known).isPresent()) {
            return Future.succeededFuture(Assigner.sticky(experiment, known));
        }
        if (pausedUntil - nanoTime.getAsLong() > 0) {
            return Future.succeededFuture(Assigner.unavailable(experiment));
        }
        return ask(experiment, exchange, context)
                .map(answer -> read(experiment, key, answer))
                .recover(failure -> {
                    failed();
                    return Future.succeededFuture(Assigner.unavailable(experiment));
                });
    }

    private Future<PeerResponse> ask(ExperimentDefinition experiment, Exchange exchange, Map<String, Object> context) {
        Promise<PeerResponse> promise = Promise.promise();
        String path = "/v1/experiments/" + URLEncoder.encode(experiment.key(), StandardCharsets.UTF_8) + "/assignments";
        // the call is a part of the exchange's trace
        try (Scope current = exchange.trace().context().makeCurrent()) {
            byte[] body =
                    json.writeValueAsBytes(Map.of("unit", exchange.caller().unit(), "context", context));
            peers.post(Peer.EXPERIMENT, path, body, PATIENCE).subscribe().with(promise::tryComplete, promise::tryFail);
        } catch (IOException | RuntimeException e) {
            promise.tryFail(e);
        }
        return promise.future();
    }

    private @Nullable Assignment read(ExperimentDefinition experiment, Unit key, PeerResponse answer) {
        if (!answer.isSuccess()) {
            throw new IllegalStateException("experiment-service answered " + answer.status());
        }
        try {
            JsonNode assignment = json.readTree(answer.body());
            failures.set(0);
            String variant = assignment.path("variant").textValue();
            if (variant == null) {
                return null;
            }
            if (!assignment.path("enrolled").asBoolean()
                    || experiment.variant(variant).isEmpty()) {
                return Assigner.unavailable(experiment); // the snapshot here is older or newer than the service's
            }
            variants.put(key, variant);
            return Assigner.sticky(experiment, variant);
        } catch (IOException e) {
            throw new IllegalStateException("experiment-service answered something that is not JSON", e);
        }
    }

    private void failed() {
        if (failures.incrementAndGet() >= MOST_FAILURES) {
            pausedUntil = nanoTime.getAsLong() + PAUSE.toNanos();
        }
    }
}
