package dev.courtside.kit.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import dev.courtside.kit.telemetry.NoBackgroundRoots;
import dev.courtside.kit.testing.TestingConfig;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PeerClientTest {
    private static final Duration WAIT = Duration.ofSeconds(10);

    private final List<Headers> received = new CopyOnWriteArrayList<>();
    private final CollectedSpans spans = new CollectedSpans();
    private final OpenTelemetrySdk telemetry = OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder()
                    .setSampler(new NoBackgroundRoots())
                    .addSpanProcessor(SimpleSpanProcessor.create(spans))
                    .build())
            .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
            .build();
    private Vertx vertx;
    private HttpServer server;
    private PeerClient peers;

    @BeforeEach
    void start() throws IOException {
        vertx = Vertx.vertx();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/thing", exchange -> {
            received.add(exchange.getRequestHeaders());
            byte[] echoed = exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, echoed.length == 0 ? -1 : echoed.length);
            exchange.getResponseBody().write(echoed);
            exchange.close();
        });
        server.createContext("/v1/silent", exchange -> received.add(exchange.getRequestHeaders()));
        server.start();
        peers = new PeerClient(
                vertx,
                TestingConfig.of(Map.of(
                        "courtside.security.service-token",
                        "cs_service",
                        "courtside.peers.region",
                        "http://127.0.0.1:" + server.getAddress().getPort() + "/")),
                telemetry);
    }

    @AfterEach
    void stop() {
        peers.close();
        server.stop(0);
        telemetry.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void shouldPresentTheServicesTokenAndGiveTheWholeAnswer() {
        // Given
        byte[] json = "{\"n\":1}".getBytes(java.nio.charset.StandardCharsets.UTF_8);

        // When
        PeerResponse answer =
                peers.post(Peer.REGION, "/v1/thing", json, WAIT).await().atMost(WAIT);

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(json);
        assertThat(received.getFirst().getFirst("authorization")).isEqualTo("Bearer cs_service");
        assertThat(received.getFirst().getFirst("content-type")).isEqualTo("application/json");
    }

    @Test
    void shouldMakeOneClientSpanUnderTheCurrentOneAndHandItOn() {
        // Given
        Span request = telemetry.getTracer("test").spanBuilder("request").startSpan();

        // When
        try (Scope current = request.makeCurrent()) {
            peers.get(Peer.REGION, "/v1/thing?unit=secret", Map.of()).await().atMost(WAIT);
        }

        // Then
        assertThat(spans.ended).hasSize(1);
        SpanData call = spans.ended.getFirst();
        assertThat(call.getKind()).isEqualTo(SpanKind.CLIENT);
        assertThat(call.getParentSpanId()).isEqualTo(request.getSpanContext().getSpanId());
        assertThat(call.getAttributes().asMap().values()).contains("/v1/thing").doesNotContain("/v1/thing?unit=secret");
        assertThat(received.getFirst().getFirst("traceparent"))
                .isEqualTo("00-" + call.getTraceId() + "-" + call.getSpanId() + "-01");
    }

    @Test
    void shouldTellThePeerNotToTraceWhatNobodyAskedFor() {
        // When
        peers.get(Peer.REGION, "/v1/thing", Map.of()).await().atMost(WAIT);

        // Then
        assertThat(spans.ended).isEmpty();
        assertThat(received.getFirst().getFirst("traceparent")).endsWith("-00");
    }

    @Test
    void shouldGiveUpOnAPeerThatDoesNotAnswerInTime() {
        assertThatThrownBy(() -> peers.post(Peer.REGION, "/v1/silent", new byte[0], Duration.ofMillis(50))
                        .await()
                        .atMost(WAIT))
                .hasMessageContaining("timeout");
    }

    @Test
    void shouldNameTheKeyOfAPeerThatIsNotConfigured() {
        assertThat(peers.knows(Peer.ANOMALY)).isFalse();
        assertThatThrownBy(() -> peers.get(Peer.ANOMALY, "/", Map.of()).await().atMost(WAIT))
                .hasMessageContaining("courtside.peers.anomaly");
    }

    private static final class CollectedSpans implements SpanExporter {
        private final List<SpanData> ended = new CopyOnWriteArrayList<>();

        @Override
        public CompletableResultCode export(Collection<SpanData> batch) {
            ended.addAll(batch);
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
}
