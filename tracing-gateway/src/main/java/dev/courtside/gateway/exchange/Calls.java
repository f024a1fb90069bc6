package dev.courtside.gateway.exchange;

import io.vertx.core.buffer.Buffer;

/** How each operation's requests are read. */
public interface Calls {
    /** Whether the request is described without its body: it has none, or it streams through. */
    boolean needsNoBody(Arrival arrival);

    /** The call where {@link #needsNoBody}. */
    Call withoutBody(Arrival arrival);

    /**
     * The call that a body asks for.
     *
     * @throws dev.courtside.kit.problem.ProblemException 400 where the body is none of the operation's
     */
    Call read(Arrival arrival, Buffer body);
}
