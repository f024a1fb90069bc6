package dev.courtside.gateway.outcome;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One entry of {@code POST /v1/outcomes} of experiment-service.
 *
 * @param type {@code exposure} or {@code metric}
 * @param id the event's own id
 * @param experiment its key
 * @param variant what the unit was given
 * @param phase of the experiment's traffic split
 * @param unit who was given it
 * @param at when the exchange ended
 * @param traceId the exchange's trace, or null
 * @param metric the metric's key; null for an exposure
 * @param value the metric's value; null for an exposure
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record OutcomeEvent(
        String type,
        UUID id,
        String experiment,
        String variant,
        int phase,
        String unit,
        Instant at,
        @Nullable String traceId,
        @Nullable String metric,
        @Nullable Double value) {}
