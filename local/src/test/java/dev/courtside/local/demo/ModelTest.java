package dev.courtside.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TraceStoreResource.class)
class ModelTest {
    private static final String TOOLS =
            "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"get_player_stats\"}},{\"type\":\"function\",\"function\":{\"name\":\"nba_compare_teams\"}}]";

    @Test
    void shouldAnswerTheSameQuestionTheSameWay() throws Exception {
        // When
        JsonNode first = ask("gpt-4", "Who led the league in assists?", "");
        JsonNode second = ask("gpt-4", "Who led the league in assists?", "");

        // Then
        assertThat(content(first)).contains("James Harden").isEqualTo(content(second));
        assertThat(first.path("id").asText())
                .startsWith("chatcmpl-")
                .isNotEqualTo(second.path("id").asText());
        assertThat(first.path("object").asText()).isEqualTo("chat.completion");
        assertThat(first.path("model").asText()).isEqualTo("gpt-4");
        assertThat(first.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
        JsonNode usage = first.path("usage");
        assertThat(usage.path("total_tokens").asInt())
                .isEqualTo(usage.path("prompt_tokens").asInt()
                        + usage.path("completion_tokens").asInt());
    }

    @Test
    void shouldStreamTheSameWordsAsChunksWithUsageOnlyWhereAskedFor() throws Exception {
        // Given
        String whole = content(ask("deepseek-chat", "Lakers or Celtics?", ""));

        // When
        Region.Answer with = chat(
                "deepseek-chat", "Lakers or Celtics?", ",\"stream\":true,\"stream_options\":{\"include_usage\":true}");
        Region.Answer without = chat("deepseek-chat", "Lakers or Celtics?", ",\"stream\":true");

        // Then
        List<JsonNode> chunks = with.chunks();
        assertThat(with.response().headers().firstValue("Content-Type").orElse(""))
                .startsWith("text/event-stream");
        assertThat(with.body()).endsWith("data: [DONE]\n\n");
        assertThat(chunks).hasSizeGreaterThan(5);
        assertThat(chunks.getFirst().at("/choices/0/delta/role").asText()).isEqualTo("assistant");
        assertThat(streamed(chunks)).isEqualTo(whole);
        assertThat(chunks.getLast().path("choices")).isEmpty();
        assertThat(chunks.getLast().at("/usage/completion_tokens").asInt()).isPositive();
        assertThat(chunks.get(chunks.size() - 2).at("/choices/0/finish_reason").asText())
                .isEqualTo("stop");
        assertThat(chunks.subList(0, chunks.size() - 1))
                .allMatch(chunk -> chunk.path("usage").isNull());
        assertThat(streamed(without.chunks())).isEqualTo(whole);
        assertThat(without.chunks()).noneMatch(chunk -> chunk.has("usage"));
    }

    @Test
    void shouldStopAtTheLimitOfTokens() throws Exception {
        // When
        JsonNode cut = ask("deepseek-chat", "Lakers or Celtics?", ",\"max_tokens\":3");

        // Then
        assertThat(content(cut)).isEqualTo("The Boston Celtics");
        assertThat(cut.at("/choices/0/finish_reason").asText()).isEqualTo("length");
        assertThat(cut.at("/usage/completion_tokens").asInt()).isEqualTo(3);
    }

    @Test
    void shouldCallTheToolThatTheQuestionNeedsAndTellItsResult() throws Exception {
        // When
        JsonNode call = ask("deepseek-chat", "Compare the Lakers and the Celtics", "," + TOOLS);
        JsonNode told =
                Region.post("/v1/chat/completions", """
                        {"model":"deepseek-chat","messages":[{"role":"user","content":"How is Jokic?"},
                         {"role":"assistant","content":null,"tool_calls":[]},
                         {"role":"tool","tool_call_id":"1","content":"{\\"summary\\":\\"He is fine.\\"}"}],%s}
                        """.formatted(TOOLS)).json();

        // Then
        JsonNode function = call.at("/choices/0/message/tool_calls/0/function");
        assertThat(call.at("/choices/0/finish_reason").asText()).isEqualTo("tool_calls");
        assertThat(function.path("name").asText()).isEqualTo("nba_compare_teams");
        assertThat(function.path("arguments").asText()).isEqualTo("{\"teamA\":\"LAL\",\"teamB\":\"BOS\"}");
        assertThat(content(told)).contains("He is fine.");
    }

    @Test
    void shouldHeedTheToolChoice() throws Exception {
        // When
        JsonNode none =
                ask("deepseek-chat", "Compare the Lakers and the Celtics", ",\"tool_choice\":\"none\"," + TOOLS);
        JsonNode required = ask("deepseek-chat", "Hello", ",\"tool_choice\":\"required\"," + TOOLS);
        JsonNode auto = ask("deepseek-chat", "Hello", "," + TOOLS);

        // Then
        assertThat(none.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
        assertThat(required.at("/choices/0/finish_reason").asText()).isEqualTo("tool_calls");
        assertThat(auto.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
    }

    @Test
    void shouldStreamAToolCallInPiecesThatMakeItsArguments() throws Exception {
        // When
        List<JsonNode> chunks = chat("deepseek-chat", "How is Nikola Jokic?", ",\"stream\":true," + TOOLS)
                .chunks();

        // Then
        StringBuilder arguments = new StringBuilder();
        chunks.forEach(chunk -> arguments.append(
                chunk.at("/choices/0/delta/tool_calls/0/function/arguments").asText()));
        assertThat(arguments).hasToString("{\"player\":\"Nikola Jokić\"}");
        assertThat(chunks.getFirst()
                        .at("/choices/0/delta/tool_calls/0/function/name")
                        .asText())
                .isEqualTo("get_player_stats");
        assertThat(chunks.getLast().at("/choices/0/finish_reason").asText()).isEqualTo("tool_calls");
    }

    @Test
    void shouldCountTheSharedBeginningOfPromptsAsCached() throws Exception {
        // Given
        String prompt = """
                {"model":"gpt-4","messages":[{"role":"system","content":"You are a scout, and this beginning is unique."},
                 {"role":"user","content":"%s"}]}""";

        // When
        JsonNode first =
                Region.post("/v1/chat/completions", prompt.formatted("Jokic?")).json();
        JsonNode second =
                Region.post("/v1/chat/completions", prompt.formatted("Curry?")).json();

        // Then
        assertThat(first.at("/usage/prompt_tokens_details/cached_tokens").asInt())
                .isZero();
        assertThat(second.at("/usage/prompt_tokens_details/cached_tokens").asInt())
                .isPositive()
                .isLessThan(second.at("/usage/prompt_tokens").asInt());
    }

    @Test
    void shouldRefuseInOpenAisShapeNamingTheParameter() throws Exception {
        assertThat(refused("{\"messages\":[{\"role\":\"user\",\"content\":\"?\"}]}"))
                .isEqualTo("model");
        assertThat(refused("{\"model\":\"gpt-4\",\"messages\":[]}")).isEqualTo("messages");
        assertThat(refused("{\"model\":\"gpt-4\",\"messages\":[{}]}")).isEqualTo("messages[0]");
        assertThat(refused("{\"model\":\"gpt-4\",\"n\":2,\"messages\":[{\"role\":\"user\",\"content\":\"?\"}]}"))
                .isEqualTo("n");
        assertThat(refused(
                        "{\"model\":\"gpt-4\",\"max_tokens\":0,\"messages\":[{\"role\":\"user\",\"content\":\"?\"}]}"))
                .isEqualTo("max_tokens");
        assertThat(refused("{\"mod")).isEqualTo("null");
        assertThat(refused("[1]")).isEqualTo("null");
    }

    @Test
    void shouldListItsModelsAndKnowNoOtherPath() throws Exception {
        assertThat(Region.get("/v1/models").json().path("data"))
                .extracting(model -> model.path("id").asText())
                .containsExactly("deepseek-chat", "gpt-4");
        Region.Answer unknown = Region.get("/v1/embeddings");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.json().at("/error/message").asText()).contains("/v1/embeddings");
    }

    private static String refused(String body) throws Exception {
        Region.Answer answer = Region.post("/v1/chat/completions", body);
        assertThat(answer.status()).as(body).isEqualTo(400);
        assertThat(answer.json().at("/error/type").asText()).isEqualTo("invalid_request_error");
        return answer.json().at("/error/param").asText();
    }

    private static JsonNode ask(String model, String question, String more) throws Exception {
        Region.Answer answer = chat(model, question, more);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static Region.Answer chat(String model, String question, String more) throws Exception {
        return Region.post(
                "/v1/chat/completions",
                "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]%s}"
                        .formatted(model, question, more));
    }

    private static String content(JsonNode completion) {
        return completion.at("/choices/0/message/content").asText();
    }

    private static String streamed(List<JsonNode> chunks) {
        return String.join(
                "",
                chunks.stream()
                        .map(chunk -> chunk.at("/choices/0/delta/content").asText())
                        .toList());
    }
}
