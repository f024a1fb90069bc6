package dev.courtside.gateway.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.courtside.kit.problem.ProblemException;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class McpMessageTest {
    private static final String PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final SpanContext CONTEXT = SpanContext.create(
            "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", TraceFlags.getSampled(), TraceState.getDefault());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"method\":\"ping\"}|{\"params\":{\"_meta\":{\"traceparent\":\"P\"}},\"method\":\"ping\"}",
                "{\"method\":\"m\",\"params\":{}}|{\"method\":\"m\",\"params\":{\"_meta\":{\"traceparent\":\"P\"}}}",
                "{\"method\":\"m\",\"params\":{\"a\":1}}|{\"method\":\"m\",\"params\":{\"_meta\":{\"traceparent\":\"P\"},\"a\":1}}",
                "{\"method\":\"m\",\"params\":{\"_meta\":{}}}|{\"method\":\"m\",\"params\":{\"_meta\":{\"traceparent\":\"P\"}}}",
                "{\"method\":\"m\",\"params\":{\"_meta\":{\"é\":1}}}|{\"method\":\"m\",\"params\":{\"_meta\":{\"traceparent\":\"P\",\"é\":1}}}",
                "{\"method\":\"m\",\"params\":{\"_meta\":{\"traceparent\":\"old\"}}}|{\"method\":\"m\",\"params\":{\"_meta\":{\"traceparent\":\"P\"}}}",
                "{\"result\":{}}|{\"result\":{}}",
                "{\"method\":\"m\",\"params\":[1]}|{\"method\":\"m\",\"params\":[1]}",
                "[{\"method\":\"m\"}]|[{\"method\":\"m\"}]"
            })
    void shouldWriteTheTraceAndNothingElse(String before, String after) {
        // Given
        Buffer body = Buffer.buffer(before);

        // When
        Buffer changed = McpMessage.read(body).withTrace(body, CONTEXT);

        // Then
        assertThat(changed.toString()).isEqualTo(after.replace("\"P\"", "\"" + PARENT + "\""));
    }

    @Test
    void shouldLeaveTheBodyAloneWithoutATrace() {
        Buffer body = Buffer.buffer("{\"method\":\"ping\"}");

        assertThat(McpMessage.read(body).withTrace(body, SpanContext.getInvalid()))
                .isSameAs(body);
    }

    @Test
    void shouldFindEveryToolOfABatch() {
        // When
        McpMessage message = McpMessage.read(Buffer.buffer(
                "[{\"method\":\"tools/call\",\"params\":{\"name\":\"a\"}},{\"params\":{\"name\":\"b\"},\"method\":\"tools/call\"},"
                        + "{\"method\":\"prompts/get\",\"params\":{\"name\":\"p\"}}]"));

        // Then
        assertThat(message.names().tools()).containsExactly("a", "b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "[1]",
                "{\"method\":1}",
                "{\"method\":\"a\",\"method\":\"tools/call\"}",
                "{\"method\":\"tools/call\",\"params\":{\"name\":\"a\",\"name\":\"b\"}}",
                "{\"method\":\"tools/call\",\"params\":{\"name\":\"a\"},\"params\":{\"name\":\"b\"}}"
            })
    void shouldRefuseWhatTwoReadersCouldReadDifferently(String body) {
        assertThatThrownBy(() -> McpMessage.read(Buffer.buffer(body))).isInstanceOf(ProblemException.class);
    }
}
