package dev.courtside.experiment.metric;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A metric over HTTP.
 *
 * @param builtIn true for those that the gateway emits
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MetricView(
        String key,
        String type,
        String direction,
        @Nullable String description,
        boolean builtIn,
        long version,
        Instant updatedAt) {

    static MetricView of(MetricEntity metric) {
        return new MetricView(
                metric.key,
                metric.type,
                metric.direction,
                metric.description,
                metric.builtIn,
                metric.version,
                metric.updatedAt);
    }
}
