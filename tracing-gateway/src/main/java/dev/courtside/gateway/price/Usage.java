package dev.courtside.gateway.price;

/**
 * Tokens that one call used, as its provider reported them.
 *
 * @param inputTokens of the prompt, cached ones included; -1 = unknown
 * @param cachedInputTokens of {@code inputTokens}, those read from the provider's cache; -1 = unknown
 * @param outputTokens of the completion, reasoning included; -1 = unknown
 * @param reasoningTokens of {@code outputTokens}, those spent on reasoning; -1 = unknown
 */
public record Usage(long inputTokens, long cachedInputTokens, long outputTokens, long reasoningTokens) {
    /** Nothing is known. */
    public static final Usage UNKNOWN = new Usage(-1, -1, -1, -1);

    public Usage {
        inputTokens = Math.max(-1, inputTokens);
        cachedInputTokens = Math.max(-1, cachedInputTokens);
        outputTokens = Math.max(-1, outputTokens);
        reasoningTokens = Math.max(-1, reasoningTokens);
    }

    /** Input and output only, as simple providers report. */
    public static Usage of(long inputTokens, long outputTokens) {
        return new Usage(inputTokens, -1, outputTokens, -1);
    }

    /** Whether the provider reported anything that can be priced. */
    public boolean isKnown() {
        return inputTokens >= 0 || outputTokens >= 0;
    }

    /** Input and output tokens together; -1 = unknown. */
    public long totalTokens() {
        return isKnown() ? Math.max(0, inputTokens) + Math.max(0, outputTokens) : -1;
    }
}
