package dev.courtside.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.client.OpenAIClient;
import dev.courtside.e2e.house.Clients;
import dev.courtside.e2e.house.Courtside;
import dev.courtside.e2e.house.CourtsideSuite;
import dev.courtside.e2e.house.Reply;
import dev.courtside.e2e.house.TraceContext;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The active region is killed. */
@ExtendWith(CourtsideSuite.class)
class RegionLossIT {
    private static final String DEPLOYMENT = "nba-demo";
    private @Nullable String killed;

    @AfterEach
    void bringBack(Courtside courtside) {
        String region = killed;
        if (region != null) {
            courtside.bringBack("demo-" + region);
            await("region healthy again")
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> courtside
                            .api("region")
                            .get("/v1/deployments/" + DEPLOYMENT + "/regions/" + region + "/health")
                            .json()
                            .path("healthy")
                            .asBoolean());
            courtside
                    .api("region")
                    .post(
                            "/v1/deployments/" + DEPLOYMENT + ":failover",
                            "{\"to\":\"%s\",\"reason\":\"test over\"}".formatted(region));
        }
    }

    @Test
    void shouldAnswerTheNextRequestFromAnotherRegionAndRecordTheFailover(Courtside courtside) {
        // Given
        OpenAIClient client = Clients.openai(courtside);
        String active = ask(client);
        assertThat(active).isEqualTo(activeRegion(courtside));

        // When
        courtside.kill("demo-" + active);
        killed = active;
        String next = ask(client);

        // Then
        assertThat(next).isNotBlank().isNotEqualTo(active);
        await("failover recorded").atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            assertThat(activeRegion(courtside)).isNotEqualTo(active);
            JsonNode events = courtside
                    .api("region")
                    .get("/v1/deployments/" + DEPLOYMENT + "/events")
                    .expectSuccess()
                    .json()
                    .path("items");
            assertThat(events)
                    .anySatisfy(event -> assertThat(event.toString())
                            .containsIgnoringCase("failover")
                            .contains(active));
        });
        assertThat(ask(client)).isNotEqualTo(active);
    }

    private static String ask(OpenAIClient client) {
        Reply reply = Reply.to(
                client,
                ModelCallIT.question("user-failover", TraceContext.fresh()).build());
        assertThat(reply.completion().choices()).isNotEmpty();
        return reply.header("Courtside-Region");
    }

    private static String activeRegion(Courtside courtside) {
        return courtside
                .api("region")
                .get("/v1/deployments/" + DEPLOYMENT + "/active-region")
                .expectSuccess()
                .json()
                .path("region")
                .asText();
    }
}
