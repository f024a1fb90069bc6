package dev.courtside.testkit;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.quarkus.arc.Unremovable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** Where the spans of a service under test end: in memory. A test asks by its trace id, so tests don't disturb each other. */
@Singleton
@Unremovable
public class SpanCollector implements SpanExporter {
    private static final Duration ARRIVAL = Duration.ofSeconds(10);

    private final List<SpanData> spans = new CopyOnWriteArrayList<>();

    /** The finished spans of a trace so far. */
    public List<SpanData> of(String traceId) {
        return spans.stream().filter(span -> span.getTraceId().equals(traceId)).toList();
    }

    /** The spans of a trace once they are as wanted; fails the test if that takes over ten seconds. */
    public List<SpanData> await(String traceId, Predicate<List<SpanData>> wanted) {
        return Awaitility.await("spans of " + traceId).atMost(ARRIVAL).until(() -> of(traceId), wanted);
    }

    /** All finished spans so far. */
    public List<SpanData> all() {
        return List.copyOf(spans);
    }

    /** Forgets all spans. */
    public void reset() {
        spans.clear();
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> batch) {
        spans.addAll(batch);
        return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode flush() {
        return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
        return CompletableResultCode.ofSuccess();
    }
}
