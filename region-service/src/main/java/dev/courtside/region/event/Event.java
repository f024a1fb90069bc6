package dev.courtside.region.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.courtside.engine.region.Cause;
import dev.courtside.engine.region.Failover;
import dev.courtside.engine.region.HoldReason;
import dev.courtside.kit.id.UuidV7;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened to a deployment, as stored and over HTTP.
 *
 * @param region which one, where it is about one
 * @param from the region, state or status before
 * @param to the region, state or status after; of a held failover where a person may move the traffic
 * @param cause what brought it about
 * @param reason in words
 * @param evidence what was seen, oldest first
 * @param holdReason of a held failover
 * @param startedAt the first sign
 * @param endedAt when it was over; absent while it is not
 * @param outcome of a held failover that is over: completed, abandoned, replaced or removed
 * @param actor who decided
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Event(
        UUID id,
        String deployment,
        EventType type,
        @Nullable String region,
        @Nullable String from,
        @Nullable String to,
        Cause cause,
        @Nullable String reason,
        List<String> evidence,
        @Nullable HoldReason holdReason,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String outcome,
        String actor,
        @Nullable String traceId) {

    /** From the first sign to the end; absent while it is not over. */
    @JsonProperty
    public @Nullable Duration duration() {
        return endedAt == null ? null : Duration.between(startedAt, endedAt);
    }

    /** Something about one region that is over as soon as it is said. */
    public static Event ofRegion(
            EventType type, String deployment, String region, Change change, Instant at, Actor actor) {
        return new Event(
                UuidV7.next(),
                deployment,
                type,
                region,
                change.from(),
                change.to(),
                change.cause(),
                change.reason(),
                change.evidence(),
                null,
                change.startedAt() == null ? at : change.startedAt(),
                at,
                null,
                actor.name(),
                actor.traceId());
    }

    /**
     * What changed about a region.
     *
     * @param startedAt the first sign; null when it came without one
     */
    public record Change(
            String from,
            String to,
            Cause cause,
            @Nullable String reason,
            List<String> evidence,
            @Nullable Instant startedAt) {}

    public static Event of(String deployment, Failover.Completed failover, Actor actor) {
        Failover.Trouble trouble = failover.trouble();
        return new Event(
                UuidV7.next(),
                deployment,
                EventType.FAILOVER,
                null,
                trouble.region(),
                failover.to(),
                trouble.cause(),
                trouble.cause() == Cause.MANUAL && !trouble.evidence().isEmpty()
                        ? trouble.evidence().getFirst()
                        : null,
                trouble.evidence(),
                null,
                trouble.startedAt(),
                failover.endedAt(),
                null,
                actor.name(),
                actor.traceId());
    }

    public static Event of(String deployment, Failover.Held failover, Actor actor) {
        Failover.Trouble trouble = failover.trouble();
        return new Event(
                UuidV7.next(),
                deployment,
                EventType.FAILOVER_HELD,
                null,
                trouble.region(),
                failover.recommended(),
                trouble.cause(),
                failover.detail(),
                trouble.evidence(),
                failover.reason(),
                trouble.startedAt(),
                null,
                null,
                actor.name(),
                actor.traceId());
    }

    /** The failover that waits, of an event that is one. */
    public Failover.Held held() {
        if (type != EventType.FAILOVER_HELD || from == null || holdReason == null) {
            throw new IllegalStateException("event " + id + " is no held failover");
        }
        return new Failover.Held(
                new Failover.Trouble(from, cause, evidence, startedAt), holdReason, to, reason == null ? "" : reason);
    }
}
