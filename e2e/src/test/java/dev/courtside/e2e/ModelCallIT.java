package dev.courtside.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.courtside.e2e.house.Clients;
import dev.courtside.e2e.house.Courtside;
import dev.courtside.e2e.house.CourtsideSuite;
import dev.courtside.e2e.house.Reply;
import dev.courtside.e2e.house.Span;
import dev.courtside.e2e.house.TraceContext;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An official OpenAI client through the gateway: answered, traced once, given a variant's model, priced. */
@ExtendWith(CourtsideSuite.class)
class ModelCallIT {
    private static final Map<String, String> MODEL_OF_VARIANT = Map.of("control", "deepseek-chat", "gpt4", "gpt-4");

    @Test
    void shouldTraceACallOfAnOpenAiClientFromTheClientToTheUpstream(Courtside courtside) {
        // Given
        OpenAIClient client = Clients.openai(courtside);
        TraceContext caller = TraceContext.fresh();

        // When
        Reply response = Reply.to(client, question("user-traced", caller).build());

        // Then
        ChatCompletion completion = response.completion();
        assertThat(completion.choices().getFirst().message().content()).isPresent();
        assertThat(response.header("Courtside-Trace-Id")).isEqualTo(caller.traceId());
        assertThat(new BigDecimal(response.header("Courtside-Cost-USD"))).isPositive();
        String variant = response.header("Courtside-Variant").replace("model-comparison=", "");
        String model = MODEL_OF_VARIANT.get(variant);
        assertThat(model).isNotNull();
        assertThat(completion.model()).isEqualTo(model);

        List<Span> spans = courtside.traces().await(caller.traceId(), Chain::isComplete);
        Chain chain = Chain.of(spans, caller);
        assertThat(chain.upstream().service()).isEqualTo("demo-" + response.header("Courtside-Region"));
        assertThat(chain.tags())
                .containsEntry("gen_ai.request.model", model)
                .containsEntry("gen_ai.response.model", model)
                .containsEntry("gen_ai.operation.name", "chat")
                .containsEntry(
                        "gen_ai.usage.input_tokens",
                        Long.toString(completion.usage().orElseThrow().promptTokens()))
                .containsEntry(
                        "gen_ai.usage.output_tokens",
                        Long.toString(completion.usage().orElseThrow().completionTokens()));
        assertThat(chain.tags().values()).contains(response.header("Courtside-Region"));
        assertThat(chain.tagsNamed("variant")).anyMatch(value -> value.contains(variant));
        assertThat(chain.tagsNamed("cost"))
                .anySatisfy(cost ->
                        assertThat(new BigDecimal(cost)).isEqualByComparingTo(response.header("Courtside-Cost-USD")));
    }

    @Test
    void shouldPassAStreamThroughAndTraceItOnce(Courtside courtside) {
        // Given
        OpenAIClient client = Clients.openai(courtside);
        TraceContext caller = TraceContext.fresh();
        List<ChatCompletionChunk> chunks = new ArrayList<>();

        // When
        try (StreamResponse<ChatCompletionChunk> stream = client.chat()
                .completions()
                .createStreaming(question("user-streamed", caller).build())) {
            stream.stream().forEach(chunks::add);
        }

        // Then
        assertThat(chunks).hasSizeGreaterThan(2);
        String text = String.join(
                "",
                chunks.stream()
                        .flatMap(chunk -> chunk.choices().stream())
                        .flatMap(choice -> choice.delta().content().stream())
                        .toList());
        assertThat(text).isNotBlank();
        Chain chain = Chain.of(courtside.traces().await(caller.traceId(), Chain::isComplete), caller);
        assertThat(chain.tags()).containsKey("gen_ai.usage.output_tokens");
        assertThat(chain.tagsNamed("cost"))
                .anySatisfy(cost -> assertThat(Double.parseDouble(cost)).isPositive());
    }

    @Test
    void shouldGiveEachUserOneVariantAndTheUpstreamItsModel(Courtside courtside) {
        // Given
        OpenAIClient client = Clients.openai(courtside);
        Map<String, String> variants = new HashMap<>();

        // When
        for (int round = 0; round < 2; round++) {
            for (int user = 0; user < 20; user++) {
                String unit = "user-sticky-" + user;
                Reply response =
                        Reply.to(client, question(unit, TraceContext.fresh()).build());
                String variant = response.header("Courtside-Variant");
                String before = variants.putIfAbsent(unit, variant);

                // Then
                assertThat(variant).isEqualTo(before == null ? variant : before);
                assertThat(response.completion().model())
                        .isEqualTo(MODEL_OF_VARIANT.get(variant.replace("model-comparison=", "")));
            }
        }
        assertThat(variants.values()).contains("model-comparison=control", "model-comparison=gpt4");
    }

    static ChatCompletionCreateParams.Builder question(String user, TraceContext caller) {
        return ChatCompletionCreateParams.builder()
                .model("deepseek-chat")
                .addUserMessage("Who led the league in assists in 2023?")
                .putAdditionalHeader("Courtside-User", user)
                .putAdditionalHeader("traceparent", caller.traceparent());
    }
}
