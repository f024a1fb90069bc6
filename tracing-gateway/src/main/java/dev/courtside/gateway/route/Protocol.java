package dev.courtside.gateway.route;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What a route speaks; decides which paths reach it and how its traffic is read. */
public enum Protocol {
    @JsonProperty("openai")
    OPENAI,
    @JsonProperty("anthropic")
    ANTHROPIC,
    @JsonProperty("mcp")
    MCP,
    @JsonProperty("http")
    HTTP;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The name as it stands in JSON and in metric labels. */
    public String label() {
        return label;
    }
}
