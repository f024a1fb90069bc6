package dev.courtside.experiment.change;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.jspecify.annotations.Nullable;

/** JSON columns. What cannot be read there was not written by this service: a defect, not a caller's mistake. */
public final class Documents {
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Documents() {}

    public static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not writable as JSON: " + value.getClass(), e);
        }
    }

    public static <T> T read(String column, Class<T> type) {
        try {
            return JSON.readValue(column, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a column does not hold the JSON of " + type, e);
        }
    }

    public static <T> T read(String column, TypeReference<T> type) {
        try {
            return JSON.readValue(column, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a column does not hold the JSON of " + type.getType(), e);
        }
    }

    /** An empty object in the place of what a caller left out. */
    public static JsonNode orEmpty(@Nullable JsonNode given) {
        return given == null || given.isNull() ? JsonNodeFactory.instance.objectNode() : given;
    }
}
