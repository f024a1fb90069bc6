package dev.courtside.kit.outbox;

import dev.courtside.kit.address.AddressRules;
import dev.courtside.kit.config.CourtsideConfig;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;

/** Posts events to the configured webhooks. The address that is connected to is the very one that was checked. */
@ApplicationScoped
public class Webhooks {
    private static final int TIMEOUT_MILLIS = 5_000;

    private final List<URI> targets;
    private final AddressRules rules;
    private final HttpClient http;

    public Webhooks(CourtsideConfig config, AddressRules rules, Vertx vertx) {
        this.targets = config.notifications().webhooks().orElse(List.of());
        this.rules = rules;
        this.http = vertx.createHttpClient(new HttpClientOptions().setConnectTimeout(TIMEOUT_MILLIS));
        targets.forEach(target -> rules.checkUri("courtside.notifications.webhooks", target));
    }

    boolean isEmpty() {
        return targets.isEmpty();
    }

    /** Posts to every target; fails with the first that does not answer 2xx, after all were tried. */
    Uni<Void> post(String event) {
        List<Uni<Void>> posts =
                targets.stream().map(target -> post(target, event)).toList();
        return Uni.join().all(posts).andCollectFailures().replaceWithVoid();
    }

    private Uni<Void> post(URI target, String event) {
        return Uni.createFrom()
                .item(() -> resolve(target.getHost()))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool()) // name resolution blocks
                .flatMap(address -> Uni.createFrom()
                        .completionStage(() -> http.request(options(target, address))
                                .compose(request -> request.send(Buffer.buffer(event)))
                                .map(Webhooks::requireSuccess)
                                .toCompletionStage()))
                .replaceWithVoid();
    }

    private InetAddress resolve(String host) {
        try {
            for (InetAddress address : InetAddress.getAllByName(host)) {
                if (rules.permits(address)) {
                    return address;
                }
            }
        } catch (UnknownHostException unknown) {
            throw new IllegalStateException("webhook host " + host + " is not known", unknown);
        }
        throw new IllegalStateException("webhook host " + host + " has no address that may be called");
    }

    private static RequestOptions options(URI target, InetAddress address) {
        boolean tls = "https".equalsIgnoreCase(target.getScheme());
        int port = target.getPort() >= 0 ? target.getPort() : tls ? 443 : 80;
        String path = target.getRawPath() == null || target.getRawPath().isEmpty() ? "/" : target.getRawPath();
        return new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(port, address.getHostAddress()))
                .setHost(target.getHost())
                .setPort(port)
                .setSsl(tls)
                .setURI(target.getRawQuery() == null ? path : path + "?" + target.getRawQuery())
                .setTimeout(TIMEOUT_MILLIS)
                .putHeader("content-type", CloudEvent.MEDIA_TYPE);
    }

    private static HttpClientResponse requireSuccess(HttpClientResponse response) {
        if (response.statusCode() / 100 != 2) {
            throw new IllegalStateException("webhook answered " + response.statusCode());
        }
        return response;
    }

    @PreDestroy
    void close() {
        http.close();
    }
}
