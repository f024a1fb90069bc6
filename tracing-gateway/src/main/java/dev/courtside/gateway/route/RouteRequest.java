package dev.courtside.gateway.route;

import com.fasterxml.jackson.databind.JsonNode;
import dev.courtside.kit.problem.ProblemException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code PUT /v1/routes/{name}}; see {@link RouteDefinition} for what the fields mean and may be.
 *
 * @param protocol required
 * @param deployment required
 */
public record RouteRequest(
        @Nullable Protocol protocol,
        @Nullable String deployment,
        @Nullable String pathPrefix,
        @Nullable String credential,
        @Nullable TimeoutsRequest timeouts,
        @Nullable RetryRequest retry,
        @Nullable List<String> models,
        @Nullable JsonNode cache) {
    /** Any of the four may be left out. */
    public record TimeoutsRequest(
            @Nullable Duration connect,
            @Nullable Duration firstByte,
            @Nullable Duration idle,
            @Nullable Duration total) {}

    /** Either may be left out. */
    public record RetryRequest(
            @Nullable Integer maxAttempts, @Nullable Duration backoff) {}

    RouteDefinition toDefinition(String name) {
        if (protocol == null) {
            throw ProblemException.unprocessable("protocol", "is required: openai, anthropic, mcp or http");
        }
        if (deployment == null) {
            throw ProblemException.unprocessable("deployment", "is required");
        }
        if (cache != null && !cache.isNull() && !cache.isObject()) {
            throw ProblemException.unprocessable("cache", "must be an object");
        }
        TimeoutsRequest limits = timeouts == null ? new TimeoutsRequest(null, null, null, null) : timeouts;
        RetryRequest tries = retry == null ? new RetryRequest(null, null) : retry;
        return new RouteDefinition(
                name,
                protocol,
                deployment,
                pathPrefix == null || pathPrefix.isEmpty() || pathPrefix.equals("/") ? null : pathPrefix,
                credential,
                Timeouts.of(limits.connect(), limits.firstByte(), limits.idle(), limits.total()),
                RetryPolicy.of(tries.maxAttempts(), tries.backoff()),
                models == null ? List.of() : models,
                cache == null || cache.isNull() ? null : cache);
    }
}
