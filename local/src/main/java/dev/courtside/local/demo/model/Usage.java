package dev.courtside.local.demo.model;

import io.vertx.core.json.JsonObject;

/**
 * Tokens of one completion.
 *
 * @param cached those of the prompt that were seen before
 */
record Usage(int prompt, int cached, int completion) {

    JsonObject toJson() {
        return new JsonObject()
                .put("prompt_tokens", prompt)
                .put("completion_tokens", completion)
                .put("total_tokens", prompt + completion)
                .put("prompt_tokens_details", new JsonObject().put("cached_tokens", cached))
                .put("completion_tokens_details", new JsonObject().put("reasoning_tokens", 0));
    }
}
