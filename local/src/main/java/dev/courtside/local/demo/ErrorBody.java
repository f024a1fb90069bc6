package dev.courtside.local.demo;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * An error in OpenAI's shape, which all of the demo uses.
 *
 * @param param the field at fault
 * @param code  a stable word such as {@code model_not_found}
 */
public record ErrorBody(
        int status,
        String type,
        String message,
        @Nullable String param,
        @Nullable String code) {

    public static ErrorBody invalid(String message, @Nullable String param) {
        return new ErrorBody(400, "invalid_request_error", message, param, null);
    }

    public static ErrorBody notFound(String message) {
        return new ErrorBody(404, "invalid_request_error", message, null, "not_found");
    }

    public static ErrorBody server(int status, String message) {
        return new ErrorBody(status, "server_error", message, null, null);
    }

    public void send(RoutingContext context) {
        if (context.response().closed() || context.response().ended()) {
            return;
        }
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(new JsonObject()
                        .put(
                                "error",
                                new JsonObject()
                                        .put("message", message)
                                        .put("type", type)
                                        .put("param", param)
                                        .put("code", code))
                        .encode());
    }
}
