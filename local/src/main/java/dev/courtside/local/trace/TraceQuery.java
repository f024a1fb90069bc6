package dev.courtside.local.trace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What {@code /api/traces} asks for. A trace matches when one of its spans meets all conditions, as in Jaeger.
 *
 * @param tags      exact values, by key; span attributes, kind, error and resource attributes are looked at
 * @param start     of the window in which a span began, in microseconds since the epoch
 * @param end       of that window
 * @param durations in microseconds
 */
record TraceQuery(
        String service,
        @Nullable String operation,
        Map<String, String> tags,
        long start,
        long end,
        Durations durations,
        int limit) {
    private static final int DEFAULT_LIMIT = 100;
    /** As many as Jaeger's UI offers. */
    private static final int MAX_LIMIT = 1_500;

    private static final Pattern DURATION = Pattern.compile("(\\d+(?:\\.\\d+)?)(ns|us|µs|ms|s|m|h|d)");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The span's shortest and longest permitted duration, in microseconds. */
    record Durations(long min, long max) {}

    /**
     * @param parameter gives a query parameter's value or null
     * @param nowMicros the end of the window where none is given
     * @throws IllegalArgumentException in the words for the client
     */
    static TraceQuery of(Function<String, @Nullable String> parameter, List<String> tagPairs, long nowMicros) {
        String service = parameter.apply("service");
        if (service == null || service.isEmpty()) {
            throw new IllegalArgumentException("parameter 'service' is required");
        }
        long end = number("end", parameter.apply("end"), nowMicros);
        String lookback = parameter.apply("lookback");
        long from = lookback == null || lookback.equals("custom") ? 0 : end - micros("lookback", lookback);
        String operation = parameter.apply("operation");
        long limit = number("limit", parameter.apply("limit"), DEFAULT_LIMIT);
        if (limit < 1) {
            throw new IllegalArgumentException("parameter 'limit' must be at least 1");
        }
        return new TraceQuery(
                service,
                operation == null || operation.isEmpty() || operation.equals("all") ? null : operation,
                tags(parameter.apply("tags"), tagPairs),
                number("start", parameter.apply("start"), from),
                end,
                new Durations(
                        bound("minDuration", parameter.apply("minDuration"), 0),
                        bound("maxDuration", parameter.apply("maxDuration"), Long.MAX_VALUE)),
                (int) Math.min(limit, MAX_LIMIT));
    }

    boolean matches(StoredTrace trace) {
        return trace.spans().stream().anyMatch(this::matches);
    }

    private boolean matches(StoredSpan span) {
        long duration = span.durationMicros();
        return span.service().equals(service)
                && (operation == null || operation.equals(span.span().getName()))
                && span.startMicros() >= start
                && span.startMicros() <= end
                && duration >= durations.min()
                && duration <= durations.max()
                && tags.entrySet().stream().allMatch(tag -> hasTag(span, tag.getKey(), tag.getValue()));
    }

    private static boolean hasTag(StoredSpan span, String key, String value) {
        return switch (key) {
            case "error" ->
                value.equals(Boolean.toString(span.span().getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR))
                        || has(span.span().getAttributesList(), key, value);
            case "span.kind" -> value.equals(JaegerTags.kind(span.span().getKind()));
            default ->
                has(span.span().getAttributesList(), key, value)
                        || has(span.resource().getAttributesList(), key, value);
        };
    }

    private static boolean has(List<KeyValue> attributes, String key, String value) {
        return attributes.stream()
                .anyMatch(attribute -> attribute.getKey().equals(key)
                        && JaegerTags.asText(attribute.getValue()).equals(value));
    }

    private static Map<String, String> tags(@Nullable String json, List<String> pairs) {
        Map<String, String> tags = new HashMap<>();
        for (String pair : pairs) {
            int colon = pair.indexOf(':');
            if (colon < 1) {
                throw new IllegalArgumentException("malformed 'tag' parameter, expecting key:value, received: " + pair);
            }
            tags.put(pair.substring(0, colon), pair.substring(colon + 1));
        }
        if (json == null || json.isBlank()) {
            return tags;
        }
        try {
            JsonNode object = JSON.readTree(json);
            if (!object.isObject()) {
                throw new IllegalArgumentException("malformed 'tags' parameter, expecting a JSON object");
            }
            object.properties()
                    .forEach(tag -> tags.put(tag.getKey(), tag.getValue().asText()));
            return tags;
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException(
                    "malformed 'tags' parameter, cannot unmarshal JSON: " + broken.getOriginalMessage(), broken);
        }
    }

    private static long number(String name, @Nullable String value, long otherwise) {
        if (value == null || value.isEmpty()) {
            return otherwise;
        }
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException("parameter '" + name + "' must be a whole number", notANumber);
        }
    }

    private static long bound(String name, @Nullable String value, long otherwise) {
        return value == null || value.isEmpty() ? otherwise : micros(name, value);
    }

    /** A Go duration such as {@code 1.5s} or {@code 1h30m}; days are taken too, as Jaeger's UI sends {@code 2d}. */
    private static long micros(String name, String text) {
        Matcher matcher = DURATION.matcher(text);
        double micros = 0;
        int position = 0;
        while (matcher.find() && matcher.start() == position) {
            micros += Double.parseDouble(matcher.group(1))
                    * unit(matcher.group(2)).toNanos(1)
                    / 1_000;
            position = matcher.end();
        }
        if (position == 0 || position != text.length()) {
            throw new IllegalArgumentException(
                    "parameter '" + name + "' must be a duration such as 1.5s or 1h30m, not '" + text + "'");
        }
        return (long) micros;
    }

    private static TimeUnit unit(String symbol) {
        return switch (symbol) {
            case "ns" -> TimeUnit.NANOSECONDS;
            case "us", "µs" -> TimeUnit.MICROSECONDS;
            case "ms" -> TimeUnit.MILLISECONDS;
            case "s" -> TimeUnit.SECONDS;
            case "m" -> TimeUnit.MINUTES;
            case "h" -> TimeUnit.HOURS;
            default -> TimeUnit.DAYS;
        };
    }
}
