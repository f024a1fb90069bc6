package dev.courtside.gateway.route;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;

/**
 * A route as it is kept and shown.
 *
 * @param definition the route
 * @param version counts its writes from 1; the ETag
 * @param createdAt when it was first written
 * @param updatedAt when it was last written
 */
public record StoredRoute(
        @JsonUnwrapped RouteDefinition definition, long version, Instant createdAt, Instant updatedAt) {}
