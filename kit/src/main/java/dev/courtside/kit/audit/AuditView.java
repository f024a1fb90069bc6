package dev.courtside.kit.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An audit entry over HTTP.
 *
 * @param before JSON of what was
 * @param after JSON of what is
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AuditView(
        UUID id,
        Instant at,
        String actor,
        String action,
        String resource,
        @Nullable Object before,
        @Nullable Object after,
        @Nullable String traceId) {}
