package dev.courtside.region.health;

import dev.courtside.engine.region.Evidence;
import dev.courtside.engine.region.HealthThresholds;
import dev.courtside.region.deployment.StoredDeployment;
import dev.courtside.region.deployment.StoredRegion;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.impl.VertxInternal;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Checks every region of every deployment, those that stand by as often as the one that serves, and joins to that what
 * gateways report. Everything happens on one event loop, that of {@link #context}, so that nothing needs a lock; methods must
 * be called on it.
 */
@ApplicationScoped
public class HealthWatch {
    private static final long FIRST_WITHIN_MILLIS = 100;

    private final Vertx vertx;
    private final HealthChecker checker;
    private final CheckConfig config;
    private final HealthThresholds thresholds;
    private final InstantSource clock;
    private final Context context;
    private final Map<Key, WatchedRegion> watched = new HashMap<>();
    private Consumer<String> onVerdict = deployment -> {};

    /** Which region of which deployment. */
    private record Key(String deployment, String region) {}

    public HealthWatch(Vertx vertx, HealthChecker checker, CheckConfig config, InstantSource clock) {
        this.vertx = vertx;
        this.checker = checker;
        this.config = config;
        this.thresholds = config.thresholds();
        this.clock = clock;
        this.context = ((VertxInternal) vertx).createEventLoopContext();
    }

    /** Where everything here happens. */
    public Context context() {
        return context;
    }

    /** Hears of deployments one of whose verdicts changed. */
    public void onVerdict(Consumer<String> listener) {
        onVerdict = listener;
    }

    /** Watches these deployments and no others; goes on with those regions that are watched at the same URL. */
    public void watch(Collection<StoredDeployment> deployments) {
        Set<Key> wanted = new HashSet<>();
        for (StoredDeployment deployment : deployments) {
            for (StoredRegion region : deployment.regions()) {
                Key key = new Key(deployment.id(), region.name());
                wanted.add(key);
                WatchedRegion present = watched.get(key);
                if (present == null || !present.url().equals(region.healthCheckUrl())) {
                    forget(present);
                    WatchedRegion added = new WatchedRegion(region);
                    watched.put(key, added);
                    checkIn(key, added, ThreadLocalRandom.current().nextLong(1, FIRST_WITHIN_MILLIS));
                }
            }
        }
        watched.entrySet().removeIf(entry -> {
            boolean gone = !wanted.contains(entry.getKey());
            if (gone) {
                forget(entry.getValue());
            }
            return gone;
        });
    }

    /** Watches nothing. */
    public void stop() {
        watch(List.of());
    }

    /** What is found of a deployment's regions now, by their names; only of those that are watched. */
    public Map<String, StoredRegion.Verdict> verdicts(StoredDeployment deployment) {
        Map<String, StoredRegion.Verdict> verdicts = new HashMap<>();
        for (StoredRegion region : deployment.regions()) {
            WatchedRegion present = watched.get(new Key(deployment.id(), region.name()));
            if (present != null && present.url().equals(region.healthCheckUrl())) {
                verdicts.put(region.name(), present.verdict());
            }
        }
        return verdicts;
    }

    /** Takes in what a gateway's traffic met; trouble makes the next check come at once. */
    public void report(String deployment, String region, Evidence.Traffic traffic) {
        Key key = new Key(deployment, region);
        WatchedRegion present = watched.get(key);
        if (present == null) {
            return;
        }
        see(key, present, traffic);
        if (traffic.resets() + traffic.timeouts() > 0 && !present.isChecking()) {
            vertx.cancelTimer(present.timer());
            check(key, present);
        }
    }

    private void checkIn(Key key, WatchedRegion region, long millis) {
        region.timer(vertx.setTimer(Math.max(1, millis), timer -> check(key, region)));
    }

    private void check(Key key, WatchedRegion region) {
        if (watched.get(key) != region) {
            return; // forgotten meanwhile
        }
        region.checking(true);
        long startedNanos = System.nanoTime();
        checker.check(region.url()).onComplete(done -> {
            region.checking(false);
            if (watched.get(key) != region) {
                return;
            }
            long tookNanos = System.nanoTime() - startedNanos;
            Instant now = clock.instant();
            see(
                    key,
                    region,
                    done.succeeded()
                            ? new Evidence.CheckPassed(now, Duration.ofNanos(tookNanos))
                            : new Evidence.CheckFailed(now, reason(done.cause())));
            Duration interval = region.isOnEdge() ? config.edgeInterval() : config.interval();
            double factor = 1 + config.jitter() * ThreadLocalRandom.current().nextDouble(-1, 1);
            checkIn(key, region, (long) (interval.toMillis() * factor) - TimeUnit.NANOSECONDS.toMillis(tookNanos));
        });
    }

    private void see(Key key, WatchedRegion region, Evidence evidence) {
        if (region.see(evidence, thresholds)) {
            onVerdict.accept(key.deployment());
        }
    }

    private void forget(@Nullable WatchedRegion region) {
        if (region != null) {
            vertx.cancelTimer(region.timer());
        }
    }

    private static String reason(Throwable failure) {
        return switch (failure) {
            case TimeoutException slow -> "no answer in time";
            case HttpClosedException closed -> "connection closed";
            case ConnectException refused -> "connection refused";
            case UnknownHostException unknown -> "name not resolved";
            default -> {
                String message = failure.getMessage();
                yield message == null
                        ? failure.getClass().getSimpleName()
                        : message.lines().findFirst().orElse("");
            }
        };
    }
}
