package dev.courtside.region.health;

import dev.courtside.kit.address.AddressRules;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.tracing.TracingPolicy;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.URI;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Asks one URL whether it is well. The name is resolved anew for each connection and the very address that was checked
 * against the rules is connected to; redirects are not followed, and a body is read only to keep the connection usable.
 */
@ApplicationScoped
public class HealthChecker {
    private static final int MOST_BODY_BYTES = 64 * 1024;
    private static final int MOST_PER_HOST = 8;

    private final VertxInternal vertx;
    private final AddressRules rules;
    private final HttpClient http;
    private final CheckConfig config;

    public HealthChecker(Vertx vertx, AddressRules rules, CheckConfig config) {
        this.vertx = (VertxInternal) vertx;
        this.rules = rules;
        this.config = config;
        this.http = vertx.createHttpClient(
                new HttpClientOptions()
                        .setConnectTimeout((int) config.timeout().toMillis())
                        .setKeepAliveTimeout(30)
                        .setMaxHeaderSize(16 * 1024)
                        .setTracingPolicy(TracingPolicy.IGNORE), // twice a second and region, worth nobody's reading
                new PoolOptions().setHttp1MaxSize(MOST_PER_HOST));
    }

    /**
     * Asks once.
     *
     * @return succeeds when a 2xx was answered in time; else fails with a message for people
     */
    public Future<Void> check(URI url) {
        Promise<Void> verdict = Promise.promise();
        Attempt attempt = new Attempt(verdict);
        long timer = vertx.setTimer(config.timeout().toMillis(), id -> attempt.giveUp());
        resolve(url.getHost())
                .compose(address -> http.request(options(url, address)))
                .compose(attempt::send)
                .onFailure(verdict::tryFail);
        return verdict.future().onComplete(done -> vertx.cancelTimer(timer));
    }

    private Future<InetAddress> resolve(String host) {
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        Promise<InetAddress> resolved = Promise.promise();
        vertx.resolveAddress(bare, resolved);
        return resolved.future().map(address -> {
            if (!rules.permits(address)) {
                throw new IllegalStateException("the address " + address.getHostAddress() + " must not be called");
            }
            return address;
        });
    }

    private static RequestOptions options(URI url, InetAddress address) {
        boolean tls = "https".equalsIgnoreCase(url.getScheme());
        int port = url.getPort() >= 0 ? url.getPort() : tls ? 443 : 80;
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setServer(SocketAddress.inetSocketAddress(port, address.getHostAddress()))
                .setHost(url.getHost())
                .setPort(port)
                .setSsl(tls)
                .setURI(url.getRawQuery() == null ? path : path + "?" + url.getRawQuery())
                .setFollowRedirects(false)
                .putHeader("user-agent", "courtside-health-check");
    }

    @PreDestroy
    void close() {
        http.close();
    }

    /** One request, which is given up when its time is over whatever it waits for. All on one event loop. */
    private static final class Attempt {
        private final Promise<Void> verdict;
        private @Nullable HttpClientRequest request;
        private boolean isOver;
        private long bodyBytes;

        Attempt(Promise<Void> verdict) {
            this.verdict = verdict;
        }

        Future<Void> send(HttpClientRequest ready) {
            if (isOver) {
                ready.reset();
                return Future.failedFuture(new TimeoutException("no answer in time"));
            }
            request = ready;
            return ready.send().compose(this::judge);
        }

        private Future<Void> judge(HttpClientResponse response) {
            if (response.statusCode() / 100 != 2) {
                verdict.tryFail("status " + response.statusCode());
            }
            response.handler(buffer -> {
                bodyBytes += buffer.length();
                if (bodyBytes > MOST_BODY_BYTES) {
                    verdict.tryComplete(); // enough was heard
                    response.request().reset();
                }
            });
            return response.end().onSuccess(end -> verdict.tryComplete());
        }

        void giveUp() {
            isOver = true;
            if (verdict.tryFail(new TimeoutException("no answer in time")) && request != null) {
                request.reset();
            }
        }
    }
}
