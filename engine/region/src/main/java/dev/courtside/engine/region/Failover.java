package dev.courtside.engine.region;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One failover from the first sign of trouble to its end. A transition is a method that exists only on the states that
 * permit it: {@link Detected} becomes {@link Held} or {@link Completed}; {@link Held} becomes {@link Completed} or {@link
 * Abandoned}; the other two are ends.
 */
public sealed interface Failover {

    /** What is the same in every state of it. */
    Trouble trouble();

    /**
     * Why the active region has to be left.
     *
     * @param region the active one
     * @param cause what showed it
     * @param evidence for people
     * @param startedAt the first sign
     */
    record Trouble(String region, Cause cause, List<String> evidence, Instant startedAt) {
        public Trouble {
            evidence = List.copyOf(evidence);
        }
    }

    /** The active region has to be left. */
    record Detected(Trouble trouble) implements Failover {
        public Held hold(HoldReason reason, @Nullable String recommended, String detail) {
            return new Held(trouble, reason, recommended, detail);
        }

        public Completed complete(String to, Instant at) {
            return new Completed(trouble, to, at);
        }
    }

    /**
     * It has to be left but can't be now.
     *
     * @param recommended where a person may move the traffic; null when nowhere
     * @param detail for people
     */
    record Held(
            Trouble trouble, HoldReason reason, @Nullable String recommended, String detail) implements Failover {
        public Completed complete(String to, Instant at) {
            return new Completed(trouble, to, at);
        }

        /** The region recovered, or something else made the move pointless. */
        public Abandoned abandon(Instant at) {
            return new Abandoned(trouble, at);
        }
    }

    /** Another region serves. */
    record Completed(Trouble trouble, String to, Instant endedAt) implements Failover {
        /** From the first sign of trouble to the decision. */
        public Duration duration() {
            return Duration.between(trouble.startedAt(), endedAt);
        }
    }

    /** The region serves on. */
    record Abandoned(Trouble trouble, Instant endedAt) implements Failover {}
}
