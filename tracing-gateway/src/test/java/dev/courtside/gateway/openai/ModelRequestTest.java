package dev.courtside.gateway.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.courtside.kit.problem.ProblemException;
import io.vertx.core.buffer.Buffer;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelRequestTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"model\":\"a\",\"n\":1.0e0}|{\"model\":\"b\\\"c\",\"n\":1.0e0}",
                "{ \"é\":1, \"model\" : \"a\" , \"x\":[] }|{ \"é\":1, \"model\" : \"b\\\"c\" , \"x\":[] }",
                "{\"model\":null}|{\"model\":\"b\\\"c\"}",
                "{}|{\"model\":\"b\\\"c\"}",
                "{\"messages\":[{\"model\":\"inner\"}]}|{\"model\":\"b\\\"c\",\"messages\":[{\"model\":\"inner\"}]}"
            })
    void shouldReplaceTheModelAndNothingElse(String before, String after) {
        // Given
        Buffer body = Buffer.buffer(before);

        // When
        Buffer changed = ModelRequest.read(body).withModel(body, "b\"c");

        // Then
        assertThat(changed.toString()).isEqualTo(after);
        assertThat(ModelRequest.read(changed).model()).isEqualTo("b\"c");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"stream\":true}|{\"stream_options\":{\"include_usage\":true},\"stream\":true}",
                "{\"stream_options\":null}|{\"stream_options\":{\"include_usage\":true}}",
                "{\"stream_options\":{}}|{\"stream_options\":{\"include_usage\":true}}",
                "{\"stream_options\":{ \"x\":{}}}|{\"stream_options\":{\"include_usage\":true, \"x\":{}}}",
                "{\"stream_options\":{\"include_usage\":false}}|{\"stream_options\":{\"include_usage\":true}}"
            })
    void shouldAskForUsage(String before, String after) {
        // Given
        Buffer body = Buffer.buffer(before);

        // When
        Buffer changed = ModelRequest.read(body).askingForUsage(body);

        // Then
        assertThat(changed.toString()).isEqualTo(after);
        assertThat(ModelRequest.read(changed).usageAsked()).isTrue();
    }

    @Test
    void shouldReadBodiesThatDoNotBeginAtTheirArraysBeginning() {
        // Given
        Buffer body = Buffer.buffer("padding{\"model\":\"a\"}").slice(7, 20);

        // When
        Buffer changed = ModelRequest.read(body).withModel(body, "b");

        // Then
        assertThat(changed.toString()).isEqualTo("{\"model\":\"b\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"model\":\"a\"",
                "{\"model\":\"a\"}x",
                "{\"model\":\"a\"}{}",
                "[1]",
                "\"text\"",
                "{\"model\":1}",
                "{\"model\":\"a\",\"model\":\"b\"}",
                "{\"user\":[]}"
            })
    void shouldRefuseWhatIsNoRequest(String body) {
        assertThatThrownBy(() -> ModelRequest.read(Buffer.buffer(body)))
                .asInstanceOf(InstanceOfAssertFactories.type(ProblemException.class))
                .satisfies(refusal -> assertThat(refusal.problem().status()).isEqualTo(400));
    }

    @Test
    void shouldRefuseNestingWithoutEnd() {
        Buffer deep = Buffer.buffer("{\"x\":" + "[".repeat(100_000));

        assertThatThrownBy(() -> ModelRequest.read(deep)).isInstanceOf(ProblemException.class);
    }
}
