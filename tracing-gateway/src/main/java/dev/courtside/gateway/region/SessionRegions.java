package dev.courtside.gateway.region;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Which region holds which MCP session: only the one that opened it knows it. Bounded; a session that was forgotten goes where
 * new ones go, and the server there answers 404, upon which clients open another.
 */
@Singleton
public class SessionRegions {
    private static final int MOST_SESSIONS = 100_000;
    private static final Duration IDLE = Duration.ofHours(1);

    private final Cache<Session, String> regions = Caffeine.newBuilder()
            .maximumSize(MOST_SESSIONS)
            .expireAfterAccess(IDLE)
            .build();

    private record Session(String route, String id) {}

    /** The region that holds the session, or null where that is not known. */
    public @Nullable String regionOf(String route, String session) {
        return regions.getIfPresent(new Session(route, session));
    }

    public void remember(String route, String session, String region) {
        regions.put(new Session(route, session), region);
    }

    public void forget(String route, String session) {
        regions.invalidate(new Session(route, session));
    }
}
