package dev.courtside.gateway.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import dev.courtside.engine.experiment.Assignment;
import dev.courtside.engine.experiment.ExperimentDefinition;
import dev.courtside.engine.experiment.Variant;
import dev.courtside.gateway.exchange.Call;
import dev.courtside.gateway.exchange.Exchange;
import dev.courtside.gateway.exchange.Variants;
import dev.courtside.gateway.openai.ModelCall;
import dev.courtside.gateway.proxy.ForwardedHeaders;
import io.vertx.core.buffer.Buffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a variant does to a request: {@code config.model} replaces the model, {@code config.body} is merged into the body (JSON
 * Merge Patch, RFC 7396), {@code config.headers} are set. A body that nothing changes keeps every byte.
 */
final class Rewriting {
    private static final String MODEL = "model";
    private static final String BODY = "body";
    private static final String HEADERS = "headers";

    /** RFC 9110: a token as the name, visible text as the value. */
    private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    private static final Pattern HEADER_VALUE = Pattern.compile("[\\t\\x20-\\x7E]*");

    private Rewriting() {}

    /**
     * Whether each variant could be applied to the exchange. A unit whose request has no body that could be changed is no
     * observation of a variant that changes bodies.
     */
    static boolean canApply(ExperimentDefinition experiment, Exchange exchange) {
        if (!exchange.call().streamsBody()) {
            return true;
        }
        for (Variant variant : experiment.variants()) {
            if (variant.config().has(BODY)) {
                return false;
            }
        }
        return true;
    }

    /** The headers of all variants; those by which the gateway itself holds the connection together are left out. */
    static Map<String, String> headers(List<Assignment> assignments) {
        Map<String, String> headers = Map.of();
        for (Assignment assignment : assignments) {
            JsonNode configured = assignment.config().path(HEADERS);
            if (!configured.isObject() || configured.isEmpty()) {
                continue;
            }
            headers = headers.isEmpty() ? new HashMap<>() : headers;
            for (Map.Entry<String, JsonNode> header : configured.properties()) {
                String name = header.getKey();
                String value = header.getValue().asText();
                if (header.getValue().isValueNode()
                        && HEADER_NAME.matcher(name).matches()
                        && HEADER_VALUE.matcher(value).matches()
                        && ForwardedHeaders.isFree(name)) {
                    headers.put(name, value);
                }
            }
        }
        return headers;
    }

    /** @throws dev.courtside.kit.problem.ProblemException where a variant makes of the body what is none of the protocol */
    static Exchange apply(Exchange exchange, Variants variants) {
        if (variants.assignments().isEmpty()) {
            return exchange;
        }
        Call call = exchange.call();
        for (Assignment assignment : variants.assignments()) {
            call = rewritten(call, assignment.config());
        }
        Exchange assigned = exchange.with(variants);
        return call == exchange.call() ? assigned : assigned.with(call);
    }

    private static Call rewritten(Call call, JsonNode config) {
        Call changed = call;
        JsonNode patch = config.path(BODY);
        Buffer body = call.body();
        if (patch.isObject() && !patch.isEmpty() && body != null) {
            Buffer merged = MergePatch.apply(body, patch);
            if (merged != null) {
                changed = call.withBody(merged);
            }
        }
        String model = config.path(MODEL).textValue();
        if (model != null && changed instanceof ModelCall modelCall) {
            changed = modelCall.withModel(model);
        }
        return changed;
    }
}
