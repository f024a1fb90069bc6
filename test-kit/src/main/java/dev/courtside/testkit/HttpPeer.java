package dev.courtside.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A small real HTTP server in the place of another service or an upstream. It answers as the test says and keeps what it was
 * asked.
 *
 * <pre>
 * try (HttpPeer peer = HttpPeer.start()) {
 *     peer.answer(request -> HttpPeer.Answer.json(200, "{}"));
 * }
 * </pre>
 */
public final class HttpPeer implements AutoCloseable {
    private final HttpServer server;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private volatile Function<Request, Answer> script = request -> Answer.json(404, "{}");

    private HttpPeer(HttpServer server) {
        this.server = server;
    }

    /** Starts one on a free loopback port; it answers 404 until told otherwise. */
    public static HttpPeer start() {
        return start(0);
    }

    /** Starts one on a port, such as that of one that was closed. */
    public static HttpPeer start(int port) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 0);
            HttpPeer peer = new HttpPeer(server);
            server.createContext("/", peer::serve);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            return peer;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + port());
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** Decides what is answered from now on. The function may block, to play a slow peer. */
    public HttpPeer answer(Function<Request, Answer> newScript) {
        script = newScript;
        return this;
    }

    /** What was asked so far, in the order of arrival. */
    public List<Request> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> headers = new TreeMap<>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
            byte[] body = exchange.getRequestBody().readAllBytes();
            Request request = new Request(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    headers,
                    new String(body, StandardCharsets.UTF_8));
            requests.add(request);
            Answer answer = script.apply(request);
            byte[] content = answer.body().getBytes(StandardCharsets.UTF_8);
            answer.headers().forEach(exchange.getResponseHeaders()::add);
            exchange.sendResponseHeaders(answer.status(), content.length == 0 ? -1 : content.length);
            if (content.length > 0) {
                exchange.getResponseBody().write(content);
            }
        }
    }

    /**
     * A request that came in.
     *
     * @param path with the query
     * @param headers by lower-case name
     */
    public record Request(String method, String path, Map<String, String> headers, String body) {
        public @Nullable String header(String name) {
            return headers.get(name.toLowerCase(Locale.ROOT));
        }
    }

    /** What goes back. */
    public record Answer(int status, Map<String, String> headers, String body) {
        public static Answer json(int status, String body) {
            return new Answer(status, Map.of("Content-Type", "application/json"), body);
        }
    }
}
