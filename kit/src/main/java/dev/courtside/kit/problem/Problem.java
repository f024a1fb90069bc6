package dev.courtside.kit.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A problem document as RFC 9457 describes it.
 *
 * @param type       the stable kind, which clients may compare
 * @param title      the kind in words, the same for every occurrence
 * @param status     the HTTP status
 * @param detail     this occurrence in words, safe to show to the caller
 * @param field      the offending field as a path ({@code variants[1].weight}), if one is to blame
 * @param traceId    the trace of the request that failed
 * @param extensions further members, such as the limit that was passed
 */
public record Problem(
        URI type,
        String title,
        int status,
        @Nullable String detail,
        @Nullable String field,
        @Nullable String traceId,
        Map<String, Object> extensions) {

    public static final String MEDIA_TYPE = "application/problem+json";

    private static final ObjectMapper JSON = new ObjectMapper();

    public Problem {
        extensions = Map.copyOf(extensions);
    }

    public static Problem of(ProblemType type, @Nullable String detail) {
        return new Problem(type.uri(), type.title(), type.status(), detail, null, null, Map.of());
    }

    public Problem withField(@Nullable String offending) {
        return new Problem(type, title, status, detail, offending, traceId, extensions);
    }

    public Problem withTraceId(@Nullable String id) {
        return new Problem(type, title, status, detail, field, id, extensions);
    }

    public Problem withExtension(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(extensions);
        more.put(name, value);
        return new Problem(type, title, status, detail, field, traceId, more);
    }

    /** The document as UTF-8 JSON, absent members left out. */
    public byte[] toJson() {
        ObjectNode node = JSON.createObjectNode();
        node.put("type", type.toString()).put("title", title).put("status", status);
        if (detail != null) {
            node.put("detail", detail);
        }
        if (field != null) {
            node.put("field", field);
        }
        if (traceId != null) {
            node.put("traceId", traceId);
        }
        extensions.forEach((name, value) -> node.set(name, JSON.valueToTree(value)));
        try {
            return JSON.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem document is always serialisable", e);
        }
    }
}
