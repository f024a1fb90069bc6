package dev.courtside.region.health;

import dev.courtside.engine.region.Cause;
import dev.courtside.engine.region.Evidence;
import dev.courtside.engine.region.HealthThresholds;
import dev.courtside.engine.region.RegionHealth;
import dev.courtside.engine.region.RegionHealth.Degraded;
import dev.courtside.engine.region.RegionHealth.Healthy;
import dev.courtside.engine.region.RegionHealth.Unhealthy;
import dev.courtside.engine.region.RegionHealth.Unknown;
import dev.courtside.engine.region.Strikes;
import dev.courtside.region.deployment.StoredRegion;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;

/** One region while it is watched: its health, what was last seen of it, and its next check. Owned by one event loop. */
final class WatchedRegion {
    private static final int MOST_EVIDENCE = 10;

    private final URI url;
    private final Deque<Evidence> seen = new ArrayDeque<>();
    private RegionHealth health;
    private boolean isChecking;
    private long timer = -1;

    WatchedRegion(StoredRegion stored) {
        this.url = stored.healthCheckUrl();
        this.health = resumed(stored.health());
    }

    /** Goes on where the last holder of the lease stopped; what was counted towards the next verdict starts anew. */
    private static RegionHealth resumed(StoredRegion.Verdict verdict) {
        return switch (verdict.state()) {
            case UNKNOWN -> RegionHealth.unknown(verdict.since());
            case HEALTHY -> new Healthy(verdict.since(), Strikes.NONE);
            case DEGRADED -> new Degraded(verdict.since(), verdict.since(), 0, Strikes.NONE);
            case UNHEALTHY ->
                new Unhealthy(
                        verdict.since(),
                        Objects.requireNonNullElse(verdict.troubleSince(), verdict.since()),
                        Objects.requireNonNullElse(verdict.cause(), Cause.ACTIVE_CHECK),
                        0);
        };
    }

    URI url() {
        return url;
    }

    /** Takes in what was seen; whether that changed the verdict. */
    boolean see(Evidence evidence, HealthThresholds thresholds) {
        boolean isNews =
                !(evidence instanceof Evidence.CheckPassed) || !(seen.peekLast() instanceof Evidence.CheckPassed);
        if (!isNews) {
            seen.removeLast(); // of passes in a row the last one says it all
        }
        if (seen.size() == MOST_EVIDENCE) {
            seen.removeFirst();
        }
        seen.addLast(evidence);
        RegionHealth before = health;
        health = before.after(evidence, thresholds);
        return before.state() != health.state();
    }

    /** Whether the next evidence may change the verdict, so that it should come soon. */
    boolean isOnEdge() {
        return switch (health) {
            case Unknown unknown -> true;
            case Healthy healthy -> healthy.strikes().count() > 0;
            case Degraded degraded -> degraded.strikes().count() > 0;
            case Unhealthy unhealthy -> unhealthy.successes() > 0;
        };
    }

    StoredRegion.Verdict verdict() {
        Unhealthy down = health instanceof Unhealthy unhealthy ? unhealthy : null;
        return new StoredRegion.Verdict(
                health.state(),
                health.since(),
                down == null ? null : down.troubleSince(),
                down == null ? null : down.cause(),
                evidence());
    }

    List<String> evidence() {
        return seen.stream().map(each -> each.at() + " " + each.describe()).toList();
    }

    boolean isChecking() {
        return isChecking;
    }

    void checking(boolean now) {
        isChecking = now;
    }

    long timer() {
        return timer;
    }

    void timer(long id) {
        timer = id;
    }
}
