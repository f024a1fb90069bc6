package dev.courtside.experiment.change;

import org.jspecify.annotations.Nullable;

/**
 * Something that somebody did to a flag, an experiment or a metric.
 *
 * @param actor the id of the token
 * @param action a verb, such as {@code start}
 * @param kind {@code flag}, {@code experiment} or {@code metric}
 * @param key of the resource
 * @param before its view, null for what is new
 * @param after its view
 */
public record Change(
        String actor,
        String action,
        String kind,
        String key,
        @Nullable Object before,
        Object after) {}
