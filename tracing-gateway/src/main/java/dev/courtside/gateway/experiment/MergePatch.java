package dev.courtside.gateway.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.Comparator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON Merge Patch (RFC 7396) of request bodies. Numbers keep the digits that the client wrote. */
final class MergePatch {
    private static final JsonMapper EXACT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
            .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
            .build();

    /** 1 and 1.0 differ only in how they are written: no reason to write a body anew. Zero means equal. */
    private static final Comparator<JsonNode> BY_VALUE = (a, b) -> {
        boolean same = a.isNumber() && b.isNumber() ? a.decimalValue().compareTo(b.decimalValue()) == 0 : a.equals(b);
        return same ? 0 : 1;
    };

    private MergePatch() {}

    /**
     * The body with an object merged into it.
     *
     * @return null where the body is no JSON object, or where the patch changes nothing
     */
    static @Nullable Buffer apply(Buffer body, JsonNode patch) {
        try {
            if (!(EXACT.readTree(body.getBytes()) instanceof ObjectNode target)) {
                return null;
            }
            return merge(target, patch) ? Buffer.buffer(EXACT.writeValueAsBytes(target)) : null;
        } catch (JsonProcessingException e) {
            return null; // plain HTTP carries bodies that are no JSON: they pass as they are
        } catch (IOException e) {
            throw new IllegalStateException("memory is always readable", e);
        }
    }

    /** Merges in place; whether anything is different now. */
    private static boolean merge(ObjectNode target, JsonNode patch) {
        boolean changed = false;
        for (Map.Entry<String, JsonNode> member : patch.properties()) {
            String name = member.getKey();
            JsonNode value = member.getValue();
            JsonNode present = target.get(name);
            if (value.isNull()) {
                changed |= target.remove(name) != null;
            } else if (value.isObject()) {
                if (present instanceof ObjectNode inner) {
                    changed |= merge(inner, value);
                } else {
                    ObjectNode inner = target.putObject(name);
                    merge(inner, value); // into an empty object: null members of the patch must not stay
                    changed = true;
                }
            } else if (present == null || !value.equals(BY_VALUE, present)) {
                target.set(name, value);
                changed = true;
            }
        }
        return changed;
    }
}
