package dev.courtside.local.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class TraceStoreTest {
    private static final long FAR_FUTURE = Long.MAX_VALUE;

    @Test
    void shouldKeepAsManyTracesAsItsLimitAndNoMore() {
        // Given
        TraceStore store = new TraceStore(new TraceLimits(3, 10, 1 << 20));

        // When
        for (int trace = 1; trace <= 3; trace++) {
            store.add(Spans.export("a", Spans.span(trace, 1, "op")));
        }
        boolean firstAtTheLimit = store.find(Spans.traceId(1)) != null;
        store.add(Spans.export("a", Spans.span(4, 1, "op")));

        // Then
        assertThat(firstAtTheLimit).isTrue();
        assertThat(store.size()).isEqualTo(3);
        assertThat(store.find(Spans.traceId(1))).isNull();
        assertThat(store.find(Spans.traceId(2))).isNotNull();
        assertThat(store.find(Spans.traceId(4))).isNotNull();
    }

    @Test
    void shouldKeepTheDefaultOfFiveThousandTraces() {
        // Given
        TraceStore store = new TraceStore();

        // When
        for (int trace = 1; trace <= 5_001; trace++) {
            store.add(Spans.export("a", Spans.span(trace, 1, "op")));
        }

        // Then
        assertThat(store.size()).isEqualTo(5_000);
        assertThat(store.find(Spans.traceId(1))).isNull();
        assertThat(store.find(Spans.traceId(2))).isNotNull();
    }

    @Test
    void shouldDropAndCountSpansPastTheLimitOfOneTrace() {
        // Given
        TraceStore store = new TraceStore(new TraceLimits(3, 2, 1 << 20));

        // When
        store.add(Spans.export("a", Spans.span(1, 1, "op"), Spans.span(1, 2, "op"), Spans.span(1, 3, "op")));

        // Then
        StoredTrace trace = store.find(Spans.traceId(1));
        assertThat(trace).isNotNull();
        assertThat(trace.spans()).hasSize(2);
        assertThat(trace.droppedSpans()).isEqualTo(1);
    }

    @Test
    void shouldStayWithinItsBytesByForgettingTheOldest() {
        // Given
        int one = Spans.span(1, 1, "op").build().getSerializedSize();
        TraceStore store = new TraceStore(new TraceLimits(100, 10, 2L * one));

        // When
        store.add(Spans.export("a", Spans.span(1, 1, "op"), Spans.span(2, 1, "op")));
        int atTheLimit = store.size();
        store.add(Spans.export("a", Spans.span(3, 1, "op")));

        // Then
        assertThat(atTheLimit).isEqualTo(2);
        assertThat(store.size()).isEqualTo(2);
        assertThat(store.find(Spans.traceId(1))).isNull();
        assertThat(store.bytes()).isLessThanOrEqualTo(2L * one);
    }

    @Test
    void shouldKeepASpanOnceThatIsSentTwice() {
        // Given
        TraceStore store = new TraceStore();

        // When
        store.add(Spans.export("a", Spans.span(1, 1, "op")));
        store.add(Spans.export("a", Spans.span(1, 1, "op")));

        // Then
        StoredTrace trace = store.find(Spans.traceId(1));
        assertThat(trace).isNotNull();
        assertThat(trace.spans()).hasSize(1);
        assertThat(store.bytes()).isEqualTo(Spans.span(1, 1, "op").build().getSerializedSize());
    }

    @Test
    void shouldRefuseIdsOfAWrongLength() {
        // Given
        TraceStore store = new TraceStore();
        Span.Builder broken = Spans.span(1, 1, "op").setSpanId(ByteString.copyFromUtf8("short"));

        // When
        int refused = store.add(Spans.export("a", broken, Spans.span(1, 2, "op")));

        // Then
        assertThat(refused).isEqualTo(1);
        StoredTrace trace = store.find(Spans.traceId(1));
        assertThat(trace).isNotNull();
        assertThat(trace.spans()).hasSize(1);
    }

    @Test
    void shouldFindAnIdWithoutItsLeadingZeros() {
        // Given
        TraceStore store = new TraceStore();

        // When
        store.add(Spans.export("a", Spans.span(0xabc, 1, "op")));

        // Then
        assertThat(store.find("ABC")).isNotNull();
    }

    @Test
    void shouldSearchByServiceOperationTagDurationAndTimeTheYoungestFirst() {
        // Given
        TraceStore store = new TraceStore();
        store.add(Spans.export("a", Spans.span(1, 1, "GET /x").addAttributes(Spans.text("region", "east"))));
        store.add(Spans.export("a", Spans.span(2, 1, "GET /x").addAttributes(Spans.text("region", "west"))));
        store.add(Spans.export("a", Spans.span(3, 1, "GET /y").addAttributes(Spans.text("region", "west"))));
        store.add(Spans.export("b", Spans.span(4, 1, "GET /x").addAttributes(Spans.text("region", "west"))));

        // When
        Function<String, List<String>> found = parameters ->
                store.search(TraceQuery.of(name -> parameter(parameters, name), List.of(), FAR_FUTURE)).stream()
                        .map(trace -> trace.traceId().substring(31))
                        .toList();

        // Then
        assertThat(found.apply("service=a")).containsExactly("3", "2", "1");
        assertThat(found.apply("service=a;operation=GET /x")).containsExactly("2", "1");
        assertThat(found.apply("service=a;tags={\"region\":\"west\"}")).containsExactly("3", "2");
        assertThat(found.apply("service=a;limit=1")).containsExactly("3");
        assertThat(found.apply("service=a;minDuration=5ms")).hasSize(3);
        assertThat(found.apply("service=a;minDuration=5.001ms")).isEmpty();
        assertThat(found.apply("service=a;maxDuration=4999us")).isEmpty();
        assertThat(found.apply("service=a;start=1700000002000000")).containsExactly("3", "2");
        assertThat(found.apply("service=a;end=1700000002000000")).containsExactly("2", "1");
        assertThat(found.apply("service=a;end=1700000003000000;lookback=1s")).containsExactly("3", "2");
    }

    private static @org.jspecify.annotations.Nullable String parameter(String parameters, String name) {
        for (String pair : parameters.split(";")) {
            if (pair.startsWith(name + "=")) {
                return pair.substring(name.length() + 1);
            }
        }
        return null;
    }
}
