package dev.courtside.gateway.proxy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.courtside.kit.address.AddressRules;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.tracing.TracingPolicy;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Connections to the regions, pooled. Names are resolved here and not by the HTTP client: so that the address that is
 * connected to is the one that the {@link AddressRules} have judged, and so that a name that moves is followed although its
 * old connections are busy.
 */
@Singleton
public class Upstreams {
    /** How long a resolved address holds. */
    private static final Duration RESOLVED = Duration.ofSeconds(5);
    /** The wait for a connection that nobody wants any more, each exchange having its own, shorter limit. */
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(10);

    private static final int MOST_CONNECTIONS = 4_096;
    private static final int MOST_ENDPOINTS = 1_000;
    private static final int LONGEST_HEADERS = 64 * 1024;

    private final VertxInternal vertx;
    private final AddressRules rules;
    private final HttpClient http;
    private final Cache<URI, Endpoint> endpoints =
            Caffeine.newBuilder().maximumSize(MOST_ENDPOINTS).build();
    private final Cache<String, InetAddress> addresses = Caffeine.newBuilder()
            .maximumSize(MOST_ENDPOINTS)
            .expireAfterWrite(RESOLVED)
            .build();

    /** An upstream whose address must not be called. */
    static final class ForbiddenAddressException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ForbiddenAddressException() {
            super("the address is private, loopback, link-local or reserved", null, false, false);
        }
    }

    public Upstreams(Vertx vertx, AddressRules rules) {
        this.vertx = (VertxInternal) vertx;
        this.rules = rules;
        this.http = vertx.createHttpClient(
                new HttpClientOptions()
                        .setTracingPolicy(TracingPolicy.IGNORE) // the span of an attempt is made by hand
                        .setConnectTimeout((int) LONGEST_CONNECT.toMillis())
                        .setMaxHeaderSize(LONGEST_HEADERS)
                        .setKeepAliveTimeout(30)
                        .setDecompressionSupported(false),
                new PoolOptions().setHttp1MaxSize(MOST_CONNECTIONS));
    }

    /**
     * A request on a connection that stands. A failure means that nothing was sent.
     *
     * @param region its URL
     * @param uri path and query, to be appended to the URL's path
     * @param patience for the connection
     */
    Future<HttpClientRequest> open(URI region, HttpMethod method, String uri, Duration patience) {
        Endpoint endpoint = endpoints.get(region, Endpoint::of);
        InetAddress known = endpoint.literal() == null ? addresses.getIfPresent(endpoint.host()) : endpoint.literal();
        return known == null
                ? resolve(endpoint.host()).compose(address -> connect(endpoint, address, method, uri, patience))
                : connect(endpoint, known, method, uri, patience);
    }

    private Future<InetAddress> resolve(String host) {
        Promise<InetAddress> promise = Promise.promise();
        vertx.resolveAddress(host, promise);
        return promise.future().onSuccess(address -> addresses.put(host, address));
    }

    private Future<HttpClientRequest> connect(
            Endpoint endpoint, @Nullable InetAddress address, HttpMethod method, String uri, Duration patience) {
        if (address == null || !rules.permits(address)) {
            return Future.failedFuture(new ForbiddenAddressException());
        }
        return http.request(new RequestOptions()
                .setMethod(method)
                .setServer(SocketAddress.inetSocketAddress(endpoint.port(), address.getHostAddress()))
                .setHost(endpoint.host())
                .setPort(endpoint.port())
                .setSsl(endpoint.tls())
                .setURI(endpoint.basePath() + uri)
                .setConnectTimeout(patience.toMillis()));
    }

    /**
     * Whether a region refuses new connections, and so nothing listens there any more. False where that cannot be told in
     * {@code patience}.
     */
    Future<Boolean> refuses(URI region, Duration patience) {
        Endpoint endpoint = endpoints.get(region, Endpoint::of);
        InetAddress address = endpoint.literal() == null ? addresses.getIfPresent(endpoint.host()) : endpoint.literal();
        if (address == null || !rules.permits(address)) {
            return Future.succeededFuture(false);
        }
        NetClient probe = vertx.createNetClient(new NetClientOptions().setConnectTimeout((int) patience.toMillis()));
        return probe.connect(endpoint.port(), address.getHostAddress())
                .map(false)
                .otherwise(failure -> failure instanceof ConnectException && !Failures.isTimeout(failure))
                .onComplete(told -> probe.close());
    }

    void stop(@Observes @Priority(200) ShutdownEvent event) {
        http.close();
    }
}
