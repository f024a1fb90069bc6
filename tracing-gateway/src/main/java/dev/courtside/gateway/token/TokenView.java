package dev.courtside.gateway.token;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A token as it is shown: never its secret, never its hash.
 *
 * @param createdBy the id of the token that made it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TokenView(
        UUID id,
        String name,
        String role,
        List<String> routes,
        List<String> models,
        List<String> tools,
        @Nullable Instant expiresAt,
        String createdBy,
        Instant createdAt) {}
