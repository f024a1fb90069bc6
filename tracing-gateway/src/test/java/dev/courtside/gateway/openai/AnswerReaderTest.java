package dev.courtside.gateway.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.courtside.gateway.exchange.EventTap;
import dev.courtside.gateway.exchange.JsonFeed;
import dev.courtside.gateway.price.Usage;
import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;

class AnswerReaderTest {
    private final AnswerReader reader = new AnswerReader(false);

    private void json(String answer) {
        JsonFeed feed = new JsonFeed(reader);
        // byte by byte: the network may split anywhere
        for (byte b : answer.getBytes(java.nio.charset.StandardCharsets.UTF_8)) {
            feed.accept(Buffer.buffer().appendByte(b));
        }
        feed.finish();
    }

    private void events(String... data) {
        EventTap tap = new EventTap(reader, false);
        for (String one : data) {
            tap.pass(Buffer.buffer("data: " + one + "\n\n"));
        }
        tap.finish();
    }

    @Test
    void shouldReadAChatCompletion() {
        // When
        json("""
                {"id":"c-1","model":"gpt-4-0613","choices":[{"index":0,"message":{"content":"{\\"usage\\":1}","usage":{"prompt_tokens":99}},
                "finish_reason":"stop"},{"finish_reason":"length"}],"usage":{"prompt_tokens":10,"completion_tokens":20,
                "prompt_tokens_details":{"cached_tokens":4},"completion_tokens_details":{"reasoning_tokens":5}}}""");

        // Then
        assertThat(reader.usage()).isEqualTo(new Usage(10, 4, 20, 5));
        assertThat(reader.id()).isEqualTo("c-1");
        assertThat(reader.model()).isEqualTo("gpt-4-0613");
        assertThat(reader.finishReasons()).containsExactly("stop", "length");
        assertThat(reader.error()).isNull();
    }

    @Test
    void shouldReadAStreamWithUsageAtItsEnd() {
        // When
        events(
                "{\"id\":\"c\",\"model\":\"m\",\"choices\":[{\"delta\":{\"content\":\"x\"},\"finish_reason\":null}],\"usage\":null}",
                "{\"choices\":[{\"delta\":{},\"finish_reason\":\"tool_calls\"}],\"usage\":null}",
                "{\"choices\":[],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2}}",
                "[DONE]");

        // Then
        assertThat(reader.usage()).isEqualTo(Usage.of(1, 2));
        assertThat(reader.finishReasons()).containsExactly("tool_calls");
    }

    @Test
    void shouldAddWhatAnthropicCountsApart() {
        // When
        events(
                "{\"type\":\"message_start\",\"message\":{\"id\":\"m-1\",\"model\":\"claude\",\"usage\":{\"input_tokens\":10,"
                        + "\"cache_read_input_tokens\":100,\"cache_creation_input_tokens\":1000,\"output_tokens\":1}}}",
                "{\"type\":\"content_block_delta\",\"delta\":{\"text\":\"stop_reason\"}}",
                "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":7}}",
                "{\"type\":\"message_stop\"}");

        // Then
        assertThat(reader.usage()).isEqualTo(new Usage(1110, 100, 7, -1));
        assertThat(reader.cacheCreationTokens()).isEqualTo(1000);
        assertThat(reader.id()).isEqualTo("m-1");
        assertThat(reader.finishReasons()).containsExactly("end_turn");
    }

    @Test
    void shouldReadTheResponsesApi() {
        // When
        events(
                "{\"type\":\"response.created\",\"response\":{\"id\":\"r-1\",\"model\":\"gpt-5\",\"usage\":null,\"error\":null}}",
                "{\"type\":\"response.output_text.delta\",\"delta\":\"x\"}",
                "{\"type\":\"response.completed\",\"response\":{\"id\":\"r-1\",\"usage\":{\"input_tokens\":3,"
                        + "\"input_tokens_details\":{\"cached_tokens\":1},\"output_tokens\":4,"
                        + "\"output_tokens_details\":{\"reasoning_tokens\":2}}}}");

        // Then
        assertThat(reader.usage()).isEqualTo(new Usage(3, 1, 4, 2));
        assertThat(reader.id()).isEqualTo("r-1");
        assertThat(reader.error()).isNull();
    }

    @Test
    void shouldSeeAnErrorInTheMiddleOfAStream() {
        // When
        events("{\"choices\":[{}]}", "{\"error\":{\"message\":\"overloaded\",\"type\":\"server_error\"}}");

        // Then
        assertThat(reader.error()).isEqualTo("server_error");
        assertThat(reader.usage()).isEqualTo(Usage.UNKNOWN);
    }

    @Test
    void shouldNotTakeNonsenseForUsage() {
        // When
        events(
                "{\"usage\":{\"prompt_tokens\":\"many\",\"completion_tokens\":1e3}}",
                "{\"usage\":[1]}",
                "nonsense",
                "{\"usage\":");

        // Then
        assertThat(reader.usage()).isEqualTo(Usage.UNKNOWN);
    }
}
