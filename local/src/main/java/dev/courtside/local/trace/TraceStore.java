package dev.courtside.local.trace;

import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The last traces, in memory. When a trace too many begins, the one that began first is forgotten; spans past a trace's
 * bound are refused and counted.
 */
public final class TraceStore {
    public static final int MAX_TRACES = 5_000;
    public static final int MAX_SPANS_PER_TRACE = 2_000;

    private final int maxTraces;
    private final int maxSpansPerTrace;
    private final SequencedMap<String, List<StoredSpan>> traces = new LinkedHashMap<>();
    private long refusedSpans;

    public TraceStore() {
        this(MAX_TRACES, MAX_SPANS_PER_TRACE);
    }

    TraceStore(int maxTraces, int maxSpansPerTrace) {
        this.maxTraces = maxTraces;
        this.maxSpansPerTrace = maxSpansPerTrace;
    }

    /** @return the number of spans that were refused */
    public synchronized long accept(ExportTraceServiceRequest request) {
        long before = refusedSpans;
        for (ResourceSpans resourceSpans : request.getResourceSpansList()) {
            for (ScopeSpans scopeSpans : resourceSpans.getScopeSpansList()) {
                for (Span span : scopeSpans.getSpansList()) {
                    add(new StoredSpan(
                            span,
                            resourceSpans.getResource(),
                            scopeSpans.getScope().getName()));
                }
            }
        }
        return refusedSpans - before;
    }

    private void add(StoredSpan span) {
        if (span.span().getTraceId().size() != 16 || span.span().getSpanId().size() != 8) {
            refusedSpans++;
            return;
        }
        List<StoredSpan> spans = traces.computeIfAbsent(span.traceId(), id -> new ArrayList<>());
        if (spans.size() >= maxSpansPerTrace) {
            refusedSpans++;
            return;
        }
        spans.add(span);
        if (traces.size() > maxTraces) {
            traces.pollFirstEntry();
        }
    }

    synchronized int size() {
        return traces.size();
    }

    synchronized Set<String> services() {
        Set<String> names = new TreeSet<>();
        traces.values().forEach(spans -> spans.forEach(span -> names.add(span.service())));
        return names;
    }

    synchronized Set<String> operations(String service) {
        Set<String> names = new TreeSet<>();
        traces.values()
                .forEach(spans -> spans.stream()
                        .filter(span -> span.service().equals(service))
                        .forEach(span -> names.add(span.span().getName())));
        return names;
    }

    /** The trace's spans in the order of their start; empty where it is not known. */
    synchronized List<StoredSpan> trace(String traceId) {
        return traces.getOrDefault(traceId, List.of()).stream()
                .sorted(Comparator.comparingLong(StoredSpan::startMicros))
                .toList();
    }

    /** The traces with at least one span that matches, the latest first. */
    synchronized Map<String, List<StoredSpan>> find(Predicate<StoredSpan> matching, int limit) {
        Map<String, List<StoredSpan>> found = new LinkedHashMap<>();
        for (String id : traces.sequencedKeySet().reversed()) {
            if (found.size() == limit) {
                break;
            }
            if (traces.get(id).stream().anyMatch(matching)) {
                found.put(id, trace(id));
            }
        }
        return found;
    }
}
