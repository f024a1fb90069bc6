package dev.courtside.gateway.openai;

import dev.courtside.gateway.exchange.AnswerHead;
import dev.courtside.gateway.exchange.Call;
import dev.courtside.gateway.exchange.Operation;
import dev.courtside.gateway.exchange.Tap;
import dev.courtside.gateway.telemetry.SpanNames;
import dev.courtside.kit.problem.ProblemException;
import dev.courtside.kit.problem.ProblemType;
import dev.courtside.kit.security.TokenGrant;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.vertx.core.buffer.Buffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A call of a language or embedding model. */
public final class ModelCall implements Call {
    private final Operation operation;
    private final Buffer body;
    private final ModelRequest request;

    private ModelCall(Operation operation, Buffer body, ModelRequest request) {
        this.operation = operation;
        this.body = body;
        this.request = request;
    }

    /**
     * Reads a model's request.
     *
     * @throws ProblemException 400 where the body is not such a request
     */
    public static ModelCall read(Operation operation, Buffer body) {
        return new ModelCall(operation, body, ModelRequest.read(body));
    }

    @Override
    public Buffer body() {
        return body;
    }

    @Override
    public @Nullable String model() {
        return request.model();
    }

    @Override
    public @Nullable String user() {
        return request.user();
    }

    /** Whether the answer shall be a stream. */
    public boolean streams() {
        return request.stream();
    }

    @Override
    public void checkAllowed(TokenGrant token) {
        String model = request.model();
        if (!token.models().isEmpty() && (model == null || !token.allowsModel(model))) {
            throw ProblemException.of(ProblemType.FORBIDDEN, "The token does not allow this model.");
        }
    }

    @Override
    public ModelCall withBody(Buffer changed) {
        return read(operation, changed);
    }

    /** The same call of another model; every other byte stays. */
    public ModelCall withModel(String other) {
        return other.equals(request.model()) ? this : withBody(request.withModel(body, other));
    }

    @Override
    public Buffer bodyFor(SpanContext attempt) {
        return asksForUsage() ? request.askingForUsage(body) : body;
    }

    /** Whether the gateway asks for the usage of a stream where the client did not. */
    private boolean asksForUsage() {
        return request.stream()
                && !request.usageAsked()
                && (operation == Operation.CHAT || operation == Operation.COMPLETIONS);
    }

    @Override
    public Tap tap(AnswerHead head) {
        return head.encoded() ? Tap.BLIND : new ModelTap(head, asksForUsage());
    }

    @Override
    public void describe(Span span) {
        span.setAttribute(SpanNames.OPERATION_NAME, Objects.requireNonNull(operation.genAiName()));
        if (request.model() != null) {
            span.setAttribute(SpanNames.REQUEST_MODEL, SpanNames.shortened(request.model()));
        }
        if (request.stream()) {
            span.setAttribute(SpanNames.REQUEST_STREAM, true);
        }
        ModelRequest.Sampling sampling = request.sampling();
        set(span, SpanNames.REQUEST_MAX_TOKENS, sampling.maxTokens());
        set(span, SpanNames.REQUEST_TEMPERATURE, sampling.temperature());
        set(span, SpanNames.REQUEST_TOP_P, sampling.topP());
        set(span, SpanNames.REQUEST_SEED, sampling.seed());
        set(span, SpanNames.REQUEST_CHOICE_COUNT, sampling.choices());
    }

    private static <T> void set(Span span, AttributeKey<T> key, @Nullable T value) {
        if (value != null) {
            span.setAttribute(key, value);
        }
    }

    @Override
    public String spanName(boolean known) {
        String name = Objects.requireNonNull(operation.genAiName());
        return known ? name + " " + request.model() : name;
    }
}
