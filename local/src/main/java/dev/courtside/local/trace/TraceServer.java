package dev.courtside.local.trace;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One loopback port for both sides of a {@link TraceStore}: OTLP/HTTP in ({@code POST /v1/traces}, protobuf or JSON, gzip or
 * not), Jaeger's query API out.
 */
public final class TraceServer implements AutoCloseable {
    /** Largest export, before and after decompression; bytes. */
    static final int MAX_BODY = 16 << 20;

    private static final Logger LOG = Logger.getLogger(TraceServer.class);
    private static final String PROTOBUF = "application/x-protobuf";
    private static final String JSON = "application/json";
    private static final int BACKLOG = 64;

    private final TraceStore store;
    private final JaegerApi api;
    private final HttpServer server;

    /**
     * Listens at once.
     *
     * @param port 0 for a free one
     */
    public TraceServer(TraceStore store, int port) throws IOException {
        this.store = store;
        this.api = new JaegerApi(store, InstantSource.system());
        // else a response of two packets waits 40 ms for the client's delayed acknowledgement
        System.setProperty("sun.net.httpserver.nodelay", "true");
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (exchange.getRequestURI().getPath().equals("/v1/traces")) {
                export(exchange);
            } else {
                query(exchange);
            }
        }
    }

    private void query(HttpExchange exchange) throws IOException {
        JaegerApi.Answer answer;
        try {
            answer = exchange.getRequestMethod().equals("GET")
                    ? api.get(exchange.getRequestURI())
                    : JaegerApi.Answer.failure(405, "only GET is allowed here");
        } catch (RuntimeException failure) {
            LOG.error("a query failed", failure);
            answer = JaegerApi.Answer.failure(500, "internal error");
        }
        send(exchange, answer.status(), JSON, answer.body().toString().getBytes(StandardCharsets.UTF_8));
    }

    private void export(HttpExchange exchange) throws IOException {
        String type = contentType(exchange);
        boolean json = type.equals(JSON);
        try {
            if (!exchange.getRequestMethod().equals("POST")) {
                throw new RefusedException(405, "only POST is allowed here");
            }
            if (!json && !type.equals(PROTOBUF)) {
                throw new RefusedException(415, "content type must be " + PROTOBUF + " or " + JSON);
            }
            byte[] body = body(exchange);
            int rejected = store.add(parse(json, body));
            send(exchange, 200, type, accepted(json, rejected));
        } catch (RefusedException refused) {
            String message = String.valueOf(refused.getMessage());
            send(exchange, refused.status, json ? JSON : PROTOBUF, status(json, message));
        }
    }

    private static ExportTraceServiceRequest parse(boolean json, byte[] body) throws RefusedException {
        try {
            return json ? OtlpJson.parse(body) : ExportTraceServiceRequest.parseFrom(body);
        } catch (InvalidProtocolBufferException broken) {
            throw new RefusedException(400, "not an ExportTraceServiceRequest: broken protobuf");
        } catch (IOException | IllegalArgumentException broken) {
            throw new RefusedException(400, "not an ExportTraceServiceRequest: broken JSON");
        }
    }

    /** One byte past the limit is enough to know, so a small compressed body can't grow without bound. */
    private static byte[] body(HttpExchange exchange) throws IOException, RefusedException {
        String encoding = exchange.getRequestHeaders().getFirst("Content-Encoding");
        byte[] body;
        try (InputStream in = decoded(encoding, exchange.getRequestBody())) {
            body = in.readNBytes(MAX_BODY + 1);
        }
        if (body.length > MAX_BODY) {
            throw new RefusedException(413, "a body may have " + MAX_BODY + " bytes, unpacked");
        }
        return body;
    }

    private static InputStream decoded(@Nullable String encoding, InputStream raw) throws RefusedException {
        if (encoding == null || encoding.isEmpty() || encoding.equalsIgnoreCase("identity")) {
            return raw;
        }
        if (!encoding.equalsIgnoreCase("gzip")) {
            throw new RefusedException(415, "content encoding must be gzip or identity");
        }
        try {
            return new GZIPInputStream(raw);
        } catch (IOException broken) {
            throw new RefusedException(400, "broken gzip");
        }
    }

    private static byte[] accepted(boolean json, int rejected) {
        String why = "trace ids have 16 bytes, span ids 8";
        if (json) {
            String partial = rejected == 0
                    ? "{}"
                    : "{\"partialSuccess\":{\"rejectedSpans\":\"" + rejected + "\",\"errorMessage\":\"" + why + "\"}}";
            return partial.getBytes(StandardCharsets.UTF_8);
        }
        ExportTraceServiceResponse.Builder response = ExportTraceServiceResponse.newBuilder();
        if (rejected > 0) {
            response.setPartialSuccess(ExportTracePartialSuccess.newBuilder()
                    .setRejectedSpans(rejected)
                    .setErrorMessage(why));
        }
        return response.build().toByteArray();
    }

    /** What OTLP/HTTP answers to a failure: a {@code google.rpc.Status}, whose field 2 is the message. */
    private static byte[] status(boolean json, String message) throws IOException {
        if (json) {
            return ("{\"message\":\"" + message + "\"}").getBytes(StandardCharsets.UTF_8);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        out.writeString(2, message);
        out.flush();
        return bytes.toByteArray();
    }

    private static String contentType(HttpExchange exchange) {
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        return type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    /** An export that is not taken. */
    private static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;

        private final int status;

        RefusedException(int status, String message) {
            super(message);
            this.status = status;
        }
    }
}
