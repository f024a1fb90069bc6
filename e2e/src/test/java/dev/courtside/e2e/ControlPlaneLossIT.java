package dev.courtside.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.openai.client.OpenAIClient;
import dev.courtside.e2e.house.Clients;
import dev.courtside.e2e.house.Courtside;
import dev.courtside.e2e.house.CourtsideSuite;
import dev.courtside.e2e.house.TraceContext;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Postgres and all three control services are killed; the gateway too, while they are dead. */
@ExtendWith(CourtsideSuite.class)
class ControlPlaneLossIT {
    private static final List<String> CONTROL_SERVICES = List.of("experiment", "anomaly", "region");

    private final Deque<String> killed = new ArrayDeque<>();

    @AfterEach
    void bringBackWhatATestLeftDead(Courtside courtside) {
        bringBackAll(courtside);
    }

    @Test
    void shouldKeepAnsweringAndDeliverEveryOutcomeOnceWhenTheyReturn(Courtside courtside) {
        // Given
        String experiment = Experiments.start(courtside, "hash");
        OpenAIClient client = Clients.openai(courtside);
        ask(client, experiment, "before", 3);
        await("outcomes of the good days counted")
                .atMost(Duration.ofSeconds(5))
                .until(() -> Experiments.countedUnits(courtside, experiment) == 3);

        // When
        CONTROL_SERVICES.forEach(service -> kill(courtside, service));
        kill(courtside, "postgres");
        ask(client, experiment, "alone", 5);
        // Gracefully: what a killed gateway gathered in its last moments had not reached the spool yet.
        courtside.stop("gateway");
        courtside.bringBackUnready("gateway");
        // A client of its own: the other one still has connections to the process that was killed.
        ask(Clients.openai(courtside), experiment, "restarted", 4);
        bringBackAll(courtside);

        // Then
        int all = 3 + 5 + 4;
        await("every outcome counted")
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(Experiments.countedUnits(courtside, experiment))
                        .isEqualTo(all));
        await("none counted twice while the spool drains")
                .during(Duration.ofSeconds(3))
                .atMost(Duration.ofSeconds(6))
                .untilAsserted(() -> assertThat(Experiments.countedExposures(courtside, experiment))
                        .isEqualTo(all));
    }

    private static void ask(OpenAIClient client, String experiment, String unit, int requests) {
        for (int i = 0; i < requests; i++) {
            assertThat(client.chat()
                            .completions()
                            .create(Experiments.question(experiment, unit + "-" + i, TraceContext.fresh())
                                    .build())
                            .choices())
                    .isNotEmpty();
        }
    }

    private void kill(Courtside courtside, String name) {
        courtside.kill(name);
        killed.push(name);
    }

    private void bringBackAll(Courtside courtside) {
        // Postgres was killed last and comes back first.
        while (!killed.isEmpty()) {
            courtside.bringBack(killed.pop());
        }
    }
}
