package dev.courtside.gateway.token;

import dev.courtside.kit.problem.ProblemException;
import dev.courtside.kit.security.Role;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/tokens}.
 *
 * @param name what people call it; required
 * @param role viewer, ingest, operator or admin; required
 * @param routes names of the routes it may use; all when left out or {@code *}
 * @param models names of the models it may ask for; all when left out
 * @param tools names of the tools it may call; all when left out
 * @param expiresAt when it stops; never when left out
 */
public record TokenRequest(
        @Nullable String name,
        @Nullable String role,
        @Nullable List<String> routes,
        @Nullable List<String> models,
        @Nullable List<String> tools,
        @Nullable Instant expiresAt) {
    private static final int LONGEST_NAME = 64;
    private static final int MOST_ENTRIES = 100;
    private static final int LONGEST_ENTRY = 128;

    NewToken validated(Instant now) {
        if (name == null || name.isBlank() || name.length() > LONGEST_NAME) {
            throw ProblemException.unprocessable("name", "must have between 1 and " + LONGEST_NAME + " characters");
        }
        if (expiresAt != null && !expiresAt.isAfter(now)) {
            throw ProblemException.unprocessable("expiresAt", "must be in the future");
        }
        return new NewToken(
                name,
                roleOf(role),
                entries("routes", routes),
                entries("models", models),
                entries("tools", tools),
                expiresAt);
    }

    private static Role roleOf(@Nullable String role) {
        if (role == null) {
            throw ProblemException.unprocessable("role", "is required: viewer, ingest, operator or admin");
        }
        try {
            return Role.ofWireName(role);
        } catch (IllegalArgumentException e) {
            throw ProblemException.unprocessable("role", "must be viewer, ingest, operator or admin");
        }
    }

    private static List<String> entries(String field, @Nullable List<String> values) {
        if (values == null) {
            return List.of();
        }
        if (values.size() > MOST_ENTRIES) {
            throw ProblemException.unprocessable(field, "must not have more than " + MOST_ENTRIES + " entries");
        }
        for (int i = 0; i < values.size(); i++) {
            String value = values.get(i);
            if (value == null || value.isBlank() || value.length() > LONGEST_ENTRY) {
                throw ProblemException.unprocessable(
                        field + "[" + i + "]", "must have between 1 and " + LONGEST_ENTRY + " characters");
            }
        }
        return List.copyOf(values);
    }

    /** A request that has been checked. */
    record NewToken(
            String name,
            Role role,
            List<String> routes,
            List<String> models,
            List<String> tools,
            @Nullable Instant expiresAt) {}
}
