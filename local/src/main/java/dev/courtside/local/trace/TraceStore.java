package dev.courtside.local.trace;

import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The last traces, in memory. A trace's age is that of its first span here; a span that arrives twice, as exporters do when
 * they retry, is kept once. Safe for use by many threads: everything happens under one lock, and only for as long as it
 * takes to copy references.
 */
public final class TraceStore {
    private static final int TRACE_ID_BYTES = 16;
    private static final int SPAN_ID_BYTES = 8;

    private final TraceLimits limits;
    private final Map<String, Entry> traces = new LinkedHashMap<>();
    private long bytes;

    /** With {@link TraceLimits#DEFAULT}. */
    public TraceStore() {
        this(TraceLimits.DEFAULT);
    }

    public TraceStore(TraceLimits limits) {
        this.limits = limits;
    }

    /** @return how many spans were refused because their ids have a wrong length */
    public synchronized int add(ExportTraceServiceRequest request) {
        int refused = 0;
        for (ResourceSpans resourceSpans : request.getResourceSpansList()) {
            for (ScopeSpans scopeSpans : resourceSpans.getScopeSpansList()) {
                for (Span span : scopeSpans.getSpansList()) {
                    if (span.getTraceId().size() != TRACE_ID_BYTES
                            || span.getSpanId().size() != SPAN_ID_BYTES) {
                        refused++;
                    } else {
                        add(StoredSpan.of(span, scopeSpans.getScope(), resourceSpans.getResource()));
                    }
                }
            }
        }
        return refused;
    }

    /** @param traceId hexadecimal; leading zeros may be left out */
    synchronized @Nullable StoredTrace find(String traceId) {
        Entry entry = traces.get(padded(traceId));
        return entry == null ? null : entry.copy();
    }

    /** The traces that match, the youngest first. */
    List<StoredTrace> search(TraceQuery query) {
        return all().stream()
                .filter(query::matches)
                .sorted(Comparator.comparingLong(StoredTrace::startMicros).reversed())
                .limit(query.limit())
                .toList();
    }

    SortedSet<String> services() {
        SortedSet<String> services = new TreeSet<>();
        all().forEach(trace -> trace.spans().forEach(span -> services.add(span.service())));
        return services;
    }

    /** Operations of a service with their kinds. */
    SortedSet<Operation> operations(String service) {
        SortedSet<Operation> operations = new TreeSet<>();
        for (StoredTrace trace : all()) {
            for (StoredSpan span : trace.spans()) {
                if (span.service().equals(service)) {
                    operations.add(new Operation(
                            span.span().getName(), JaegerTags.kind(span.span().getKind())));
                }
            }
        }
        return operations;
    }

    /** The number of traces that are kept. */
    public synchronized int size() {
        return traces.size();
    }

    /** The encoded size of all spans that are kept. */
    public synchronized long bytes() {
        return bytes;
    }

    private synchronized List<StoredTrace> all() {
        List<StoredTrace> copies = new ArrayList<>(traces.size());
        traces.values().forEach(entry -> copies.add(entry.copy()));
        return copies;
    }

    private void add(StoredSpan span) {
        Entry entry = traces.computeIfAbsent(span.traceId(), Entry::new);
        if (entry.spans.size() >= limits.spansPerTrace() && !entry.spans.containsKey(span.spanId())) {
            entry.dropped++;
            return;
        }
        StoredSpan before = entry.spans.put(span.spanId(), span);
        bytes += span.bytes() - (before == null ? 0 : before.bytes());
        Iterator<Entry> oldest = traces.values().iterator();
        while (traces.size() > limits.traces() || (bytes > limits.bytes() && traces.size() > 1)) {
            Entry victim = oldest.next();
            oldest.remove();
            bytes -= victim.spans.values().stream().mapToLong(StoredSpan::bytes).sum();
        }
    }

    private static String padded(String traceId) {
        String id = traceId.toLowerCase(java.util.Locale.ROOT);
        return id.length() >= 2 * TRACE_ID_BYTES ? id : "0".repeat(2 * TRACE_ID_BYTES - id.length()) + id;
    }

    /**
     * The name of a kind of span in one service.
     *
     * @param spanKind in Jaeger's words; empty where none was given
     */
    record Operation(String name, String spanKind) implements Comparable<Operation> {
        @Override
        public int compareTo(Operation other) {
            int byName = name.compareTo(other.name);
            return byName != 0 ? byName : spanKind.compareTo(other.spanKind);
        }
    }

    private static final class Entry {
        private final String traceId;
        private final Map<String, StoredSpan> spans = new LinkedHashMap<>();
        private long dropped;

        private Entry(String traceId) {
            this.traceId = traceId;
        }

        private StoredTrace copy() {
            return new StoredTrace(traceId, List.copyOf(spans.values()), dropped);
        }
    }
}
