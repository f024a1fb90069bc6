package dev.courtside.experiment.outcome;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.courtside.experiment.unit.Units;
import dev.courtside.kit.problem.Problem;
import dev.courtside.kit.problem.ProblemException;
import dev.courtside.kit.problem.ProblemType;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A batch as it was posted, taken apart. An entry that is not well formed is rejected alone.
 *
 * @param source whose batch it is, null for the caller itself
 * @param size entries in all
 */
record OutcomeBatch(UUID batchId, @Nullable String source, int size, List<Outcome> outcomes, List<Rejection> rejected) {
    static final int MOST_OUTCOMES = 10_000;

    private static final int LONGEST_ID = 128;
    private static final double LARGEST_VALUE = 1e100;
    private static final Duration SKEW = Duration.ofMinutes(5);

    /** Takes the NaN and Infinity that some clients write, so that they cost one entry and not the batch. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    /** An entry's fault; never leaves this class. */
    private static final class Fault extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final String field;
        private final String reason;

        Fault(String field, String reason) {
            super(reason, null, false, false);
            this.field = field;
            this.reason = reason;
        }
    }

    /**
     * Reads a batch.
     *
     * @param now entries more than five minutes ahead of it are rejected
     * @throws ProblemException where the batch as a whole can't be taken
     */
    static OutcomeBatch parse(byte[] body, Instant now) {
        JsonNode batch = tree(body);
        if (!batch.isObject()) {
            throw ProblemException.invalid(null, "The body must be a JSON object with batchId and outcomes.");
        }
        UUID batchId = batchId(batch.path("batchId"));
        JsonNode source = batch.path("source");
        if (!source.isMissingNode() && (!source.isTextual() || source.asText().length() > LONGEST_ID)) {
            throw ProblemException.invalid("source", "must be a string of at most " + LONGEST_ID + " characters");
        }
        JsonNode entries = batch.path("outcomes");
        if (!entries.isArray()) {
            throw ProblemException.invalid("outcomes", "must be an array");
        }
        if (entries.size() > MOST_OUTCOMES) {
            throw new ProblemException(Problem.of(
                            ProblemType.UNPROCESSABLE,
                            "A batch has at most " + MOST_OUTCOMES + " outcomes; this one has " + entries.size() + ".")
                    .withField("outcomes")
                    .withExtension("limit", MOST_OUTCOMES));
        }
        List<Outcome> outcomes = new ArrayList<>(entries.size());
        List<Rejection> rejected = new ArrayList<>();
        for (int index = 0; index < entries.size(); index++) {
            try {
                outcomes.add(outcome(index, entries.get(index), batchId, now));
            } catch (Fault fault) {
                rejected.add(new Rejection(index, fault.field, fault.reason));
            }
        }
        return new OutcomeBatch(
                batchId, source.isMissingNode() ? null : source.asText(), entries.size(), outcomes, rejected);
    }

    private static JsonNode tree(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw ProblemException.of(
                    ProblemType.INVALID_JSON,
                    e.getOriginalMessage() + " (line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + ")");
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory are always readable", e);
        }
    }

    private static UUID batchId(JsonNode given) {
        try {
            return UUID.fromString(given.isTextual() ? given.asText() : "");
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("batchId", "must be a UUID");
        }
    }

    private static Outcome outcome(int index, JsonNode entry, UUID batchId, Instant now) {
        if (!entry.isObject()) {
            throw new Fault("", "must be an object");
        }
        Outcome.Origin origin = new Outcome.Origin(
                index, id(index, entry, batchId), at(entry.path("at"), now), text(entry, "traceId", LONGEST_ID));
        Outcome.Subject subject = new Outcome.Subject(
                text(entry, "experiment", LONGEST_ID), text(entry, "variant", LONGEST_ID), unit(entry), phase(entry));
        return switch (entry.path("type").asText()) {
            case "exposure" -> exposure(origin, subject);
            case "metric" -> measurement(origin, subject, entry);
            default -> throw new Fault("type", "must be exposure or metric");
        };
    }

    private static Outcome exposure(Outcome.Origin origin, Outcome.Subject subject) {
        require("experiment", subject.experiment());
        require("variant", subject.variant());
        require("unit", subject.unit());
        return new Outcome.Exposure(origin, subject);
    }

    private static Outcome measurement(Outcome.Origin origin, Outcome.Subject subject, JsonNode entry) {
        String metric = text(entry, "metric", LONGEST_ID);
        if (metric == null) {
            throw new Fault("metric", "must not be null");
        }
        if (subject.variant() != null) {
            require("experiment", subject.experiment());
        } else {
            // without a variant only the unit's exposures can tell where the value belongs
            require("unit", subject.unit());
        }
        return new Outcome.Measurement(origin, subject, metric, value(entry.path("value")));
    }

    private static double value(JsonNode given) {
        double value = given.isNumber() ? given.doubleValue() : Double.NaN;
        if (!Double.isFinite(value)) {
            throw new Fault("value", "must be a finite number");
        }
        if (Math.abs(value) > LARGEST_VALUE) {
            throw new Fault("value", "must be at most " + LARGEST_VALUE + " in magnitude");
        }
        return value;
    }

    private static Instant at(JsonNode given, Instant now) {
        if (given.isMissingNode() || given.isNull()) {
            return now;
        }
        Instant at;
        try {
            at = OffsetDateTime.parse(given.asText()).toInstant();
        } catch (DateTimeParseException e) {
            throw new Fault("at", "must be an RFC 3339 time such as 2026-01-31T12:00:00Z");
        }
        if (at.isAfter(now.plus(SKEW))) {
            throw new Fault("at", "lies in the future: it is " + now + " here");
        }
        return at;
    }

    /** An entry without an id has one all the same that a repeat of its batch has too. */
    private static String id(int index, JsonNode entry, UUID batchId) {
        String id = text(entry, "id", LONGEST_ID);
        return id == null ? batchId + "/" + index : id;
    }

    private static @Nullable String unit(JsonNode entry) {
        JsonNode given = entry.path("unit");
        if (given.isMissingNode() || given.isNull()) {
            return null;
        }
        String fault = given.isTextual() ? Units.fault(given.asText()) : "must be a string";
        if (fault != null) {
            throw new Fault("unit", fault);
        }
        return given.asText();
    }

    private static @Nullable Integer phase(JsonNode entry) {
        JsonNode given = entry.path("phase");
        if (given.isMissingNode() || given.isNull()) {
            return null;
        }
        if (!given.canConvertToInt() || !given.isIntegralNumber() || given.intValue() < 1) {
            throw new Fault("phase", "must be a whole number from 1");
        }
        return given.intValue();
    }

    private static @Nullable String text(JsonNode entry, String field, int longest) {
        JsonNode given = entry.path(field);
        if (given.isMissingNode() || given.isNull()) {
            return null;
        }
        // PostgreSQL's text has no NUL
        if (!given.isTextual()
                || given.asText().length() > longest
                || given.asText().indexOf('\0') >= 0) {
            throw new Fault(field, "must be a string of at most " + longest + " characters");
        }
        return given.asText();
    }

    private static void require(String field, @Nullable Object value) {
        if (value == null) {
            throw new Fault(field, "must not be null");
        }
    }
}
