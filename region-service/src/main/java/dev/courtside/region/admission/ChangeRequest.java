package dev.courtside.region.admission;

import dev.courtside.kit.problem.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Why a person changes something and which rules they set aside by name.
 *
 * @param to for a failover, the region that shall serve
 * @param until for an override, when it ends
 * @param state for an override, the verdict that counts until then: healthy (as without it) or unhealthy
 */
record ChangeRequest(
        @Nullable String to,
        @Nullable String reason,
        @Nullable List<@Nullable String> overrideRules,
        @Nullable Instant until,
        @Nullable String state) {
    private static final int LONGEST_REASON = 1_000;
    private static final ChangeRequest EMPTY = new ChangeRequest(null, null, null, null, null);

    ChangeRequest {
        if (reason != null && reason.length() > LONGEST_REASON) {
            throw ProblemException.unprocessable("reason", "must have at most " + LONGEST_REASON + " characters");
        }
    }

    static ChangeRequest orEmpty(@Nullable ChangeRequest request) {
        return request == null ? EMPTY : request;
    }

    List<String> overridden() {
        return overrideRules == null
                ? List.of()
                : overrideRules.stream().filter(Objects::nonNull).toList();
    }
}
