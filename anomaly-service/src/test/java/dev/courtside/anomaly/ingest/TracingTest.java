package dev.courtside.anomaly.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.courtside.anomaly.AnomalyTestResource;
import dev.courtside.anomaly.TestingPoints;
import dev.courtside.testkit.CourtsideClient;
import dev.courtside.testkit.SpanCollector;
import dev.courtside.testkit.TestTokens;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(AnomalyTestResource.class)
class TracingTest {
    private static final String CALLER = "00f067aa0ba902b7";

    @Inject
    SpanCollector spans;

    @Test
    void shouldMakeOneServerSpanUnderTheCallers() {
        // Given
        String traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
        String batch = TestingPoints.ofNewSeries().addCalm(0, 5).json();

        // When
        CourtsideClient.as(TestTokens.INGEST)
                .header("traceparent", "00-" + traceId + "-" + CALLER + "-01")
                .body(batch)
                .post("/v1/points")
                .then()
                .statusCode(200);

        // Then
        List<SpanData> found = spans.await(traceId, list -> !list.isEmpty());
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().getKind()).isEqualTo(SpanKind.SERVER);
        assertThat(found.getFirst().getParentSpanId()).isEqualTo(CALLER);
    }

    @Test
    void shouldNotTraceWhatItDoesByItself() {
        // Given: probes, leases, checkpoints and the outbox have been at it since the start
        TestingPoints.ofNewSeries().addCalm(0, 60).add(60, 900).post();
        spans.await("0".repeat(32), none -> spans.all().stream().anyMatch(span -> span.getKind() == SpanKind.SERVER));

        // When
        List<SpanData> roots = spans.all().stream()
                .filter(span -> !span.getParentSpanContext().isValid())
                .toList();

        // Then
        assertThat(roots).extracting(SpanData::getKind).containsOnly(SpanKind.SERVER);
    }
}
