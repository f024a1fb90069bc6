package dev.courtside.kit.limit;

import dev.courtside.kit.problem.ProblemException;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.lang.reflect.Method;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.SimpleResourceInfo;

/** Refuses bodies that are over the method's limit before they are read, and stops reading those that hid their length. */
public class BodyLimitFilter {

    @ServerRequestFilter
    public void check(SimpleResourceInfo resource, ContainerRequestContext request, RoutingContext routing) {
        long limit = limitOf(resource);
        String length = request.getHeaderString(HttpHeaders.CONTENT_LENGTH);
        if (length != null && Long.parseLong(length) > limit) {
            // The rest of the body is not read, so the connection can't be used again.
            routing.response().putHeader("connection", "close");
            throw ProblemException.tooLarge(
                    "The body has " + length + " bytes; at most " + limit + " are taken.", limit);
        }
        routing.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, limit);
    }

    private static long limitOf(SimpleResourceInfo resource) {
        for (Method method : resource.getResourceClass().getMethods()) {
            BodyLimit limit = method.getAnnotation(BodyLimit.class);
            if (limit != null && method.getName().equals(resource.getMethodName())) {
                return limit.value();
            }
        }
        return BodyLimit.ADMIN;
    }
}
