package dev.courtside.gateway.mcp;

import dev.courtside.gateway.exchange.AnswerHead;
import dev.courtside.gateway.exchange.Call;
import dev.courtside.gateway.exchange.Tap;
import dev.courtside.gateway.telemetry.SpanNames;
import dev.courtside.kit.problem.ProblemException;
import dev.courtside.kit.problem.ProblemType;
import dev.courtside.kit.security.TokenGrant;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A message to an MCP server, or the request for its stream (GET) or its session's end (DELETE). */
public final class McpCall implements Call {
    public static final CharSequence SESSION_ID = HttpHeaders.createOptimized("Mcp-Session-Id");
    private static final CharSequence PROTOCOL_VERSION = HttpHeaders.createOptimized("MCP-Protocol-Version");

    /** Span names and labels are made of these only; a client may call anything. */
    private static final Set<String> METHODS = Set.of(
            "initialize",
            "ping",
            "server/discover",
            "tools/list",
            "tools/call",
            "prompts/list",
            "prompts/get",
            "resources/list",
            "resources/read",
            "resources/templates/list",
            "resources/subscribe",
            "resources/unsubscribe",
            "completion/complete",
            "logging/setLevel",
            "notifications/initialized",
            "notifications/cancelled",
            "notifications/progress",
            "notifications/roots/list_changed",
            McpMessage.BATCH);

    private final HttpMethod httpMethod;
    private final @Nullable Buffer body;
    private final McpMessage message;
    private final @Nullable String session;
    private final @Nullable String protocolVersion;

    private McpCall(
            HttpMethod httpMethod,
            @Nullable Buffer body,
            McpMessage message,
            @Nullable String session,
            @Nullable String protocolVersion) {
        this.httpMethod = httpMethod;
        this.body = body;
        this.message = message;
        this.session = session;
        this.protocolVersion = protocolVersion;
    }

    /**
     * Reads a message.
     *
     * @throws ProblemException 400 where the body is no JSON-RPC
     */
    public static McpCall read(HttpServerRequest request, Buffer body) {
        boolean hasMessage = HttpMethod.POST.equals(request.method());
        return new McpCall(
                request.method(),
                hasMessage ? body : null,
                hasMessage ? McpMessage.read(body) : McpMessage.NONE,
                request.getHeader(SESSION_ID),
                request.getHeader(PROTOCOL_VERSION));
    }

    @Override
    public @Nullable Buffer body() {
        return body;
    }

    /** The session that the client speaks in, or null. */
    public @Nullable String session() {
        return session;
    }

    /** The method for names and labels: {@code other} where MCP has none of that name. */
    public String methodLabel() {
        if (message.method() == null) {
            return isOpenEnded() ? "stream" : HttpMethod.DELETE.equals(httpMethod) ? "end" : "response";
        }
        return METHODS.contains(message.method()) ? message.method() : "other";
    }

    @Override
    public @Nullable String traceParent() {
        return message.traceParent();
    }

    @Override
    public void checkAllowed(TokenGrant token) {
        for (String tool : message.names().tools()) {
            if (!token.allowsTool(tool)) {
                throw ProblemException.of(ProblemType.FORBIDDEN, "The token does not allow this tool.");
            }
        }
    }

    @Override
    public McpCall withBody(Buffer changed) {
        return new McpCall(httpMethod, changed, McpMessage.read(changed), session, protocolVersion);
    }

    @Override
    public @Nullable Buffer bodyFor(SpanContext attempt) {
        return body == null ? null : message.withTrace(body, attempt);
    }

    @Override
    public boolean isOpenEnded() {
        return HttpMethod.GET.equals(httpMethod);
    }

    @Override
    public Tap tap(AnswerHead head) {
        return head.encoded() || body == null ? Tap.BLIND : new McpTap(head);
    }

    @Override
    public @Nullable String subject() {
        return isNamed() ? message.names().subject() : null;
    }

    private boolean isNamed() {
        return "tools/call".equals(message.method()) || "prompts/get".equals(message.method());
    }

    @Override
    public void describe(Span span) {
        span.setAttribute(SpanNames.MCP_METHOD, methodLabel());
        span.setAttribute(SpanNames.NETWORK_TRANSPORT, "tcp");
        String subject = subject();
        if ("tools/call".equals(message.method())) {
            span.setAttribute(SpanNames.OPERATION_NAME, "execute_tool");
            if (subject != null) {
                span.setAttribute(SpanNames.TOOL_NAME, SpanNames.shortened(subject));
            }
        } else if (subject != null) {
            span.setAttribute(SpanNames.PROMPT_NAME, SpanNames.shortened(subject));
        }
        if (message.names().uri() != null) {
            span.setAttribute(
                    SpanNames.MCP_RESOURCE_URI,
                    SpanNames.shortened(message.names().uri()));
        }
        if (message.id() != null) {
            span.setAttribute(SpanNames.JSONRPC_REQUEST_ID, SpanNames.shortened(message.id()));
        }
        if (session != null) {
            span.setAttribute(SpanNames.MCP_SESSION_ID, SpanNames.shortened(session));
        }
        if (protocolVersion != null) {
            span.setAttribute(SpanNames.MCP_PROTOCOL_VERSION, SpanNames.shortened(protocolVersion));
        }
    }

    @Override
    public String spanName(boolean known) {
        String subject = subject();
        return known && subject != null ? methodLabel() + " " + subject : methodLabel();
    }

    @Override
    public String serverSpanName(boolean known) {
        return spanName(known);
    }
}
