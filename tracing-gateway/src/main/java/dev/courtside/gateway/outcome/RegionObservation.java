package dev.courtside.gateway.outcome;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the traffic itself says of one region in one window, an entry of {@code POST /v1/passive-observations} of
 * region-service.
 *
 * @param deployment its id
 * @param region its name
 * @param window how long was watched
 * @param requests attempts sent there
 * @param failures of them, answered with a 5xx
 * @param resets of them, refused or broken
 * @param timeouts of them, not answered in time
 * @param p99Seconds of the time to the response head, or null when none was answered
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RegionObservation(
        String deployment,
        String region,
        Duration window,
        long requests,
        long failures,
        long resets,
        long timeouts,
        @Nullable Double p99Seconds) {}
