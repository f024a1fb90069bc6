package dev.courtside.local.demo.model;

import dev.courtside.local.demo.model.ChatRequest.Message;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts tokens, and remembers the beginnings of prompts as model APIs do: what a prompt shares with an earlier one, in whole
 * messages, counts as cached. The last message never does, since it is what is asked now.
 */
@ApplicationScoped
class PromptCache {
    private static final int CAPACITY = 10_000;
    private static final int CHARACTERS_PER_TOKEN = 4;
    private static final int TOKENS_AROUND_A_MESSAGE = 4;

    private final Map<Prefix, Boolean> seen = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Prefix, Boolean> eldest) {
            return size() > CAPACITY;
        }
    };

    private record Prefix(String model, int messages, int hash) {}

    synchronized Usage usage(ChatRequest request, int completionTokens) {
        List<Message> messages = request.messages();
        int prompt = 0;
        int cached = 0;
        for (int i = 0; i < messages.size(); i++) {
            prompt += tokens(messages.get(i));
            if (i < messages.size() - 1) {
                List<Message> prefix = messages.subList(0, i + 1);
                if (seen.put(new Prefix(request.model(), i + 1, prefix.hashCode()), true) != null) {
                    cached = prompt;
                }
            }
        }
        return new Usage(prompt, cached, completionTokens);
    }

    private static int tokens(Message message) {
        return TOKENS_AROUND_A_MESSAGE + Math.ceilDiv(message.content().length(), CHARACTERS_PER_TOKEN);
    }
}
