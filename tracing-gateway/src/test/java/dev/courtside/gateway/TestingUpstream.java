package dev.courtside.gateway;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A real upstream on a free loopback port. It answers as the test says, keeps what it was asked, and sees who goes away. */
public final class TestingUpstream implements AutoCloseable {
    private static final Vertx VERTX = Vertx.vertx();

    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger goneClients = new AtomicInteger();
    private final HttpServer server;

    /** What came in. */
    public record Request(String method, String uri, MultiMap headers, Buffer body) {
        public @Nullable String header(String name) {
            return headers.get(name);
        }

        public String text() {
            return body.toString();
        }
    }

    private TestingUpstream(BiConsumer<Request, HttpServerResponse> script) {
        server = listen(VERTX.createHttpServer(new HttpServerOptions().setHost("127.0.0.1"))
                .requestHandler(request -> receive(request, script)));
    }

    private static HttpServer listen(HttpServer server) {
        return server.listen(0).toCompletionStage().toCompletableFuture().join();
    }

    /** Starts one; the script runs on its event loop. */
    public static TestingUpstream start(BiConsumer<Request, HttpServerResponse> script) {
        return new TestingUpstream(script);
    }

    /** Starts one that answers all requests alike. */
    public static TestingUpstream answering(int status, String contentType, String body) {
        return start((request, response) -> response.setStatusCode(status)
                .putHeader("Content-Type", contentType)
                .end(body));
    }

    /** An address at which nobody listens. */
    public static URI refusing() {
        try (TestingUpstream closed = start((request, response) -> {})) {
            return closed.uri();
        }
    }

    /** Runs something later on an event loop. */
    public static void later(long millis, Runnable action) {
        VERTX.setTimer(millis, id -> action.run());
    }

    private void receive(HttpServerRequest request, BiConsumer<Request, HttpServerResponse> script) {
        request.response().exceptionHandler(gone -> {});
        request.response().closeHandler(closed -> {
            if (!request.response().ended()) {
                goneClients.incrementAndGet();
            }
        });
        request.body().onSuccess(body -> {
            Request received = new Request(
                    request.method().name(),
                    request.uri(),
                    MultiMap.caseInsensitiveMultiMap().addAll(request.headers()),
                    body);
            requests.add(received);
            script.accept(received, request.response());
        });
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.actualPort());
    }

    public List<Request> requests() {
        return List.copyOf(requests);
    }

    /** The only request that came. */
    public Request request() {
        if (requests.size() != 1) {
            throw new AssertionError("one request was expected, there were " + requests.size());
        }
        return Objects.requireNonNull(requests.getFirst());
    }

    /** How many clients went away before their answer was complete. */
    public int goneClients() {
        return goneClients.get();
    }

    @Override
    public void close() {
        server.close().toCompletionStage().toCompletableFuture().join();
    }
}
