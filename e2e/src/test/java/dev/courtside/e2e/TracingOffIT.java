package dev.courtside.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.openai.client.OpenAIClient;
import com.openai.models.chat.completions.ChatCompletion;
import dev.courtside.e2e.house.Clients;
import dev.courtside.e2e.house.Courtside;
import dev.courtside.e2e.house.CourtsideSuite;
import dev.courtside.e2e.house.Span;
import dev.courtside.e2e.house.TraceContext;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code TRACING_ENABLED=false}: the same answer, and not a span of the gateway. */
@ExtendWith(CourtsideSuite.class)
class TracingOffIT {

    @AfterEach
    void switchTracingOn(Courtside courtside) {
        courtside.restore("gateway");
    }

    @Test
    void shouldAnswerTheSameAndSendNoSpan(Courtside courtside) {
        // Given
        OpenAIClient client = Clients.openai(courtside);
        TraceContext traced = TraceContext.fresh();
        ChatCompletion before = ask(client, traced);
        courtside.traces().await(traced.traceId(), Chain::isComplete);
        courtside.restartWith("gateway", "TRACING_ENABLED", "false");
        TraceContext untraced = TraceContext.fresh();

        // When
        ChatCompletion after = ask(Clients.openai(courtside), untraced);

        // Then
        assertThat(after.model()).isEqualTo(before.model());
        assertThat(after.choices().getFirst().message().content())
                .isEqualTo(before.choices().getFirst().message().content());
        // Longer than the two seconds after which the traced call had all its spans at the latest.
        await().during(Duration.ofSeconds(4))
                .atMost(Duration.ofSeconds(6))
                .until(() -> courtside.traces().spans(untraced.traceId()).stream()
                        .map(Span::service)
                        .noneMatch("tracing-gateway"::equals));
    }

    private static ChatCompletion ask(OpenAIClient client, TraceContext caller) {
        return client.chat()
                .completions()
                .create(ModelCallIT.question("user-untraced", caller).build());
    }
}
