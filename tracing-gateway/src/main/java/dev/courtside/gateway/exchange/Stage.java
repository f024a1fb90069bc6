package dev.courtside.gateway.exchange;

import io.vertx.core.Future;

/**
 * One step of an exchange's way to the upstream. It knows nothing of the steps before and after it. A refusal is a failed
 * future or a thrown {@link dev.courtside.kit.problem.ProblemException}.
 */
@FunctionalInterface
public interface Stage {
    /** Called on the exchange's event loop; must not block. */
    Future<Exchange> apply(Exchange exchange);
}
