package dev.courtside.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.courtside.e2e.house.Api;
import dev.courtside.e2e.house.Courtside;
import dev.courtside.e2e.house.TraceContext;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;

/** Experiments of a test's own, each on a route of its own, so that what they count is what the test sent. */
final class Experiments {
    private Experiments() {}

    /** Creates a route and a running experiment on it, both of the returned name, and waits until the gateway knows. */
    static String start(Courtside courtside, String stickiness) {
        String key = "e2e-" + UUID.randomUUID().toString().substring(0, 8);
        courtside
                .api("gateway")
                .put("/v1/routes/" + key, "{\"protocol\":\"openai\",\"deployment\":\"nba-demo\",\"models\":[]}")
                .expectSuccess();
        Api experiments = courtside.api("experiment");
        experiments.post("/v1/experiments", """
                        {"key":"%s","name":"End to end","unit":"user","control":"a","stickiness":"%s","routes":["%s"],
                         "targeting":{},"variants":[{"name":"a","weight":50,"config":{"model":"deepseek-chat"}},
                         {"name":"b","weight":50,"config":{"model":"gpt-4"}}]}
                        """.formatted(key, stickiness, key)).expectSuccess();
        experiments.post("/v1/experiments/" + key + ":start", "{}").expectSuccess();
        Awaitility.await("gateway knows " + key)
                .atMost(Duration.ofSeconds(5))
                .until(() -> courtside
                        .api("gateway")
                        .withHeader("Courtside-Route", key)
                        .post(
                                "/v1/chat/completions",
                                "{\"model\":\"deepseek-chat\",\"user\":\"probe\",\"messages\":[{\"role\":\"user\",\"content\":\"?\"}]}")
                        .header("Courtside-Variant")
                        .contains(key + "="));
        return key;
    }

    static ChatCompletionCreateParams.Builder question(String experiment, String user, TraceContext caller) {
        return ModelCallIT.question(user, caller).putAdditionalHeader("Courtside-Route", experiment);
    }

    /** Units that the analysis counts, the probe of {@link #start} left out. */
    static long countedUnits(Courtside courtside, String experiment) {
        return count(courtside, experiment, "units");
    }

    /** Exposures that the analysis counts, the probe's left out; a batch that was taken twice shows here. */
    static long countedExposures(Courtside courtside, String experiment) {
        return count(courtside, experiment, "exposures");
    }

    private static long count(Courtside courtside, String experiment, String what) {
        JsonNode analysis = courtside
                .api("experiment")
                .get("/v1/experiments/" + experiment + "/analysis")
                .expectSuccess()
                .json();
        long counted = 0;
        for (JsonNode variant : analysis.path("variants")) {
            counted += variant.path(what).asLong();
        }
        return counted - 1;
    }
}
