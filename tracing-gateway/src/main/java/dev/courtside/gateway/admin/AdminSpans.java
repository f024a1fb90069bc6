package dev.courtside.gateway.admin;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.quarkus.opentelemetry.runtime.QuarkusContextStorage;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The SERVER span of administration. Quarkus' own HTTP spans are off in the gateway, since the data path makes its own;
 * this gives the REST resources theirs, refused requests included. A span's name is the method and the resource, never
 * what the client wrote behind it.
 */
@ApplicationScoped
public class AdminSpans {
    private static final int BEFORE_AUTHENTICATION = 1_000;
    private static final List<String> RESOURCES =
            List.of("/v1/routes", "/v1/prices", "/v1/tokens", "/v1/status", "/v1/audit");
    private static final TextMapGetter<HttpServerRequest> HEADERS = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(HttpServerRequest request) {
            return request.headers().names();
        }

        @Override
        public @Nullable String get(@Nullable HttpServerRequest request, String key) {
            return request == null ? null : request.getHeader(key);
        }
    };

    private final OpenTelemetry telemetry;
    private final Tracer tracer;

    @Inject
    public AdminSpans(OpenTelemetry telemetry) {
        this.telemetry = telemetry;
        this.tracer = telemetry.getTracer("dev.courtside.gateway.admin");
    }

    void register(@Observes Filters filters) {
        filters.register(this::handle, BEFORE_AUTHENTICATION);
    }

    private void handle(RoutingContext routing) {
        String resource = resource(routing.normalizedPath());
        if (resource != null) {
            begin(routing, resource);
        }
        routing.next();
    }

    private void begin(RoutingContext routing, String resource) {
        HttpServerRequest request = routing.request();
        Context parent = telemetry.getPropagators().getTextMapPropagator().extract(Context.root(), request, HEADERS);
        Span span = tracer.spanBuilder(request.method().name() + " " + resource)
                .setParent(parent)
                .setSpanKind(SpanKind.SERVER)
                .setAttribute("http.request.method", request.method().name())
                .setAttribute("http.route", resource)
                .setAttribute("url.path", routing.normalizedPath())
                .startSpan();
        // the request's own Vert.x context carries it to wherever the resource runs
        QuarkusContextStorage.INSTANCE.attach(Vertx.currentContext(), parent.with(span));
        routing.addEndHandler(ended -> {
            int status = routing.response().getStatusCode();
            span.setAttribute("http.response.status_code", status);
            if (status >= 500 || ended.failed()) {
                span.setStatus(StatusCode.ERROR);
            }
            span.end();
        });
    }

    private static @Nullable String resource(String path) {
        for (String resource : RESOURCES) {
            if (path.startsWith(resource)
                    && (path.length() == resource.length() || path.charAt(resource.length()) == '/')) {
                return resource;
            }
        }
        return null;
    }
}
