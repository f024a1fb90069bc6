package dev.courtside.e2e.house;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** The trace store by Jaeger's query API. */
public final class Traces {
    private static final Duration ARRIVAL = Duration.ofSeconds(12);

    private final Api api;

    Traces(Api api) {
        this.api = api;
    }

    /** The spans of a trace that have arrived so far; none if it is not known. */
    public List<Span> spans(String traceId) {
        Api.Answer answer = api.get("/api/traces/" + traceId);
        List<Span> spans = new ArrayList<>();
        for (JsonNode trace : answer.json().path("data")) {
            trace.path("spans").forEach(span -> spans.add(Span.of(span, trace.path("processes"))));
        }
        return spans;
    }

    /** The trace once it has what is asked for; spans arrive in batches, service by service. */
    public List<Span> await(String traceId, Predicate<List<Span>> complete) {
        return Awaitility.await("trace " + traceId)
                .atMost(ARRIVAL)
                .pollInterval(Duration.ofMillis(200))
                .conditionEvaluationListener(condition -> {})
                .until(() -> spans(traceId), complete);
    }
}
