package dev.courtside.gateway.region;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What connecting to regions has shown here, long before a health check can. A region that cannot be connected to is left
 * alone for a while that doubles with each failure in a row; then one exchange tries it, and the others follow when it
 * succeeds.
 */
@Singleton
public class LocalHealth {
    static final Duration FIRST = Duration.ofMillis(500);
    static final Duration LONGEST = Duration.ofSeconds(30);
    /** How long the others keep away from a region that one exchange tries. */
    static final Duration TRIAL = Duration.ofSeconds(1);

    private static final int MOST_DOUBLINGS = 6;

    private final LongSupplier nanoTime;
    private final Map<String, Map<String, Ejection>> ejections = new ConcurrentHashMap<>();

    /** Guarded by itself. */
    private static final class Ejection {
        private long until;
        private int failures;
        private boolean onTrial;
    }

    public LocalHealth() {
        this(System::nanoTime);
    }

    LocalHealth(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * Whether to leave a region alone. Answers "no" to one asker when the time is over, and "yes" again to those who ask while
     * that one tries.
     */
    public boolean isEjected(String deployment, String region) {
        Ejection ejection = find(deployment, region);
        if (ejection == null) {
            return false;
        }
        synchronized (ejection) {
            long now = nanoTime.getAsLong();
            if (now - ejection.until < 0) {
                return true;
            }
            ejection.until = now + TRIAL.toNanos();
            ejection.onTrial = true;
            return false;
        }
    }

    private @Nullable Ejection find(String deployment, String region) {
        if (ejections.isEmpty()) {
            return null;
        }
        Map<String, Ejection> regions = ejections.get(deployment);
        return regions == null ? null : regions.get(region);
    }

    /** A region could not be connected to, or reset a connection before it answered. */
    public void failed(String deployment, String region) {
        Ejection ejection = ejections
                .computeIfAbsent(deployment, id -> new ConcurrentHashMap<>())
                .computeIfAbsent(region, name -> new Ejection());
        synchronized (ejection) {
            long now = nanoTime.getAsLong();
            boolean paused = ejection.failures > 0 && now - ejection.until < 0 && !ejection.onTrial;
            if (paused) {
                return; // many exchanges fail at once: they count as one failure
            }
            long pause = FIRST.toNanos() << Math.min(ejection.failures, MOST_DOUBLINGS);
            ejection.failures++;
            ejection.onTrial = false;
            ejection.until = now + Math.min(pause, LONGEST.toNanos());
        }
    }

    /** A region answered. */
    public void succeeded(String deployment, String region) {
        Ejection ejection = find(deployment, region);
        if (ejection != null) {
            Map<String, Ejection> regions = ejections.get(deployment);
            if (regions != null) {
                regions.remove(region, ejection);
                ejections.computeIfPresent(deployment, (id, left) -> left.isEmpty() ? null : left);
            }
        }
    }
}
