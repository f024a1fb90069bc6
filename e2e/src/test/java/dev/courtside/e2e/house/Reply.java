package dev.courtside.e2e.house;

import com.openai.client.OpenAIClient;
import com.openai.core.http.Headers;
import com.openai.core.http.HttpResponseFor;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;

/** What an OpenAI client got, with the headers that the gateway added. */
public record Reply(ChatCompletion completion, Headers headers) {

    public static Reply to(OpenAIClient client, ChatCompletionCreateParams question) {
        try (HttpResponseFor<ChatCompletion> response =
                client.chat().completions().withRawResponse().create(question)) {
            return new Reply(response.parse(), response.headers());
        }
    }

    /** A header's value, empty if there is none. */
    public String header(String name) {
        return String.join(",", headers.values(name));
    }
}
