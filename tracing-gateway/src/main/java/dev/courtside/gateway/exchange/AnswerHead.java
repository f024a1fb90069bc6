package dev.courtside.gateway.exchange;

import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import java.util.Locale;

/**
 * The head of an upstream's answer.
 *
 * @param status HTTP status
 * @param mediaType in lower case and without parameters; empty where none was sent
 * @param encoded whether the body is compressed, and so unreadable to a tap
 */
public record AnswerHead(int status, String mediaType, boolean encoded) {
    private static final String JSON = "application/json";
    private static final String EVENT_STREAM = "text/event-stream";

    public static AnswerHead of(HttpClientResponse response) {
        String type = response.getHeader(HttpHeaders.CONTENT_TYPE);
        String encoding = response.getHeader(HttpHeaders.CONTENT_ENCODING);
        return new AnswerHead(
                response.statusCode(),
                type == null ? "" : essence(type),
                encoding != null && !encoding.equalsIgnoreCase("identity"));
    }

    // the usual types come without a copy
    private static String essence(String type) {
        if (type.regionMatches(true, 0, EVENT_STREAM, 0, EVENT_STREAM.length())) {
            return EVENT_STREAM;
        }
        if (type.regionMatches(true, 0, JSON, 0, JSON.length())) {
            return JSON;
        }
        int end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    public boolean isEventStream() {
        return mediaType.equals(EVENT_STREAM);
    }

    public boolean isJson() {
        return mediaType.equals(JSON) || mediaType.endsWith("+json");
    }

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }
}
