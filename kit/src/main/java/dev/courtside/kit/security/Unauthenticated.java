package dev.courtside.kit.security;

import dev.courtside.kit.problem.Problem;
import dev.courtside.kit.problem.ProblemType;
import dev.courtside.kit.problem.TraceIds;

/** The answer to a request without a valid token. */
public final class Unauthenticated {
    private Unauthenticated() {}

    public static Problem problem() {
        return Problem.of(
                        ProblemType.UNAUTHENTICATED,
                        "Send a token that is known and not expired as 'Authorization: Bearer cs_…' or 'x-api-key'.")
                .withTraceId(TraceIds.current());
    }
}
