package dev.courtside.kit.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.courtside.kit.security.Unauthenticated;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/**
 * The one place where a failure becomes a problem document. What the caller may know is said; what it may not (any
 * failure that nobody foresaw) is logged and answered with its trace id alone.
 */
public class ProblemMapper {
    private static final Logger LOG = Logger.getLogger(ProblemMapper.class);
    private static final int MAX_ECHO = 200;

    @Inject
    RoutingContext request;

    @ServerExceptionMapper
    public Response ofProblem(ProblemException failure) {
        return answer(failure.problem());
    }

    @ServerExceptionMapper
    public Response ofConstraint(ConstraintViolationException failure) {
        ConstraintViolation<?> first = failure.getConstraintViolations().stream()
                .min((a, b) -> a.getPropertyPath()
                        .toString()
                        .compareTo(b.getPropertyPath().toString()))
                .orElse(null);
        String detail = failure.getConstraintViolations().stream()
                .map(violation -> fieldOf(violation.getPropertyPath()) + " " + violation.getMessage())
                .sorted()
                .collect(Collectors.joining("; "));
        return answer(Problem.of(ProblemType.INVALID_REQUEST, detail)
                .withField(first == null ? null : fieldOf(first.getPropertyPath())));
    }

    // named both, because Quarkus brings a mapper of its own for the more special one
    @ServerExceptionMapper({MismatchedInputException.class, JsonProcessingException.class})
    public Response ofJson(JsonProcessingException failure) {
        return answer(describe(failure));
    }

    @ServerExceptionMapper({AuthenticationFailedException.class, UnauthorizedException.class})
    public Response ofMissingToken(SecurityException failure) {
        return answer(Unauthenticated.problem());
    }

    @ServerExceptionMapper
    public Response ofWrongRole(ForbiddenException failure) {
        return answer(Problem.of(
                ProblemType.FORBIDDEN,
                "The token's role does not allow " + request.request().method() + " "
                        + echo(request.request().path()) + "."));
    }

    @ServerExceptionMapper
    public Response ofWebApplication(WebApplicationException failure) {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException known) {
                return answer(known.problem());
            }
            if (cause instanceof JsonProcessingException json) {
                return answer(describe(json));
            }
        }
        int status = failure.getResponse().getStatus();
        if (status < 400) {
            return failure.getResponse();
        }
        if (status >= 500) {
            LOG.errorf(
                    failure,
                    "%s %s failed",
                    request.request().method(),
                    request.request().path());
        }
        Problem problem = Problem.of(ProblemType.ofStatus(status), detailFor(status));
        Response.ResponseBuilder builder = Response.fromResponse(answer(withStatus(problem, status)));
        String allow = failure.getResponse().getHeaderString(HttpHeaders.ALLOW);
        if (allow != null) {
            builder.header(HttpHeaders.ALLOW, allow);
        }
        return builder.build();
    }

    @ServerExceptionMapper
    public Response ofAnything(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException known) {
                return answer(known.problem());
            }
        }
        LOG.errorf(
                failure,
                "%s %s failed",
                request.request().method(),
                request.request().path());
        return answer(Problem.of(ProblemType.INTERNAL, "It has been logged under the trace id."));
    }

    private Response answer(Problem problem) {
        Problem traced = problem.withTraceId(TraceIds.current());
        Response.ResponseBuilder builder =
                Response.status(traced.status()).type(Problem.MEDIA_TYPE).entity(traced.toJson());
        if (traced.status() == ProblemType.UNAUTHENTICATED.status()) {
            builder.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        Object retryAfter = traced.extensions().get("retryAfterSeconds");
        if (retryAfter != null) {
            builder.header(HttpHeaders.RETRY_AFTER, retryAfter);
        }
        return builder.build();
    }

    private static Problem withStatus(Problem problem, int status) {
        return new Problem(problem.type(), problem.title(), status, problem.detail(), null, null, problem.extensions());
    }

    private @Nullable String detailFor(int status) {
        String method = request.request().method().name();
        String path = echo(request.request().path());
        return switch (status) {
            case 404 -> "Nothing answers " + method + " " + path + ".";
            case 405 -> path + " does not take " + method + ".";
            case 406 -> "Ask for application/json.";
            case 415 ->
                "Content-Type '" + echo(request.request().getHeader(HttpHeaders.CONTENT_TYPE)) + "' is not taken here.";
            default -> null;
        };
    }

    private static Problem describe(JsonProcessingException failure) {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException known) {
                // a record that checked itself while it was read: its own words, with the place where it stood
                Problem problem = known.problem();
                String inner = problem.field();
                String outer = failure instanceof JsonMappingException mapping ? pathOf(mapping) : null;
                return problem.withField(joined(outer, inner));
            }
            if (cause instanceof IllegalArgumentException && cause.getMessage() != null) {
                return Problem.of(ProblemType.INVALID_REQUEST, cause.getMessage())
                        .withField(failure instanceof JsonMappingException mapping ? pathOf(mapping) : null);
            }
        }
        // Text that breaks off or is malformed inside an object comes wrapped with the path where it broke.
        boolean malformed = failure.getCause() instanceof StreamReadException;
        if (!malformed
                && failure instanceof JsonMappingException mapping
                && !mapping.getPath().isEmpty()) {
            return Problem.of(ProblemType.INVALID_REQUEST, echo(mapping.getOriginalMessage()))
                    .withField(pathOf(mapping));
        }
        String where = failure.getLocation() == null
                ? ""
                : " (line " + failure.getLocation().getLineNr() + ", column "
                        + failure.getLocation().getColumnNr() + ")";
        return Problem.of(ProblemType.INVALID_JSON, echo(failure.getOriginalMessage()) + where);
    }

    private static @Nullable String joined(@Nullable String outer, @Nullable String inner) {
        if (outer == null || outer.isEmpty()) {
            return inner;
        }
        return inner == null || inner.isEmpty() ? outer : outer + "." + inner;
    }

    /** {@code deployments[0].regions[1].endpoint_url} */
    private static String pathOf(JsonMappingException failure) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference reference : failure.getPath()) {
            if (reference.getFieldName() == null) {
                path.append('[').append(reference.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(reference.getFieldName());
            }
        }
        return path.toString();
    }

    /** The violated property without the Java method and parameter that lead to it. */
    private static String fieldOf(Path path) {
        StringBuilder field = new StringBuilder();
        for (Path.Node node : path) {
            if (node.getKind() == ElementKind.METHOD || node.getKind() == ElementKind.CROSS_PARAMETER) {
                continue;
            }
            if (node.getKind() == ElementKind.PARAMETER) {
                field.setLength(0);
                field.append(node.getName());
                continue;
            }
            field.append(field.isEmpty() ? "" : ".").append(node);
        }
        return field.toString();
    }

    private static String echo(@Nullable String text) {
        if (text == null) {
            return "";
        }
        String line = text.lines().findFirst().orElse("");
        return line.length() <= MAX_ECHO ? line : line.substring(0, MAX_ECHO) + "…";
    }
}
