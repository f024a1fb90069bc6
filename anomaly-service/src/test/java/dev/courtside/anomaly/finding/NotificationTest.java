package dev.courtside.anomaly.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.courtside.anomaly.AnomalyTestResource;
import dev.courtside.anomaly.TestingPoints;
import dev.courtside.testkit.HttpPeer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(AnomalyTestResource.class)
@QuarkusTestResource(value = WebhookPortResource.class, restrictToAnnotatedClass = true)
class NotificationTest {
    @Test
    void shouldPostSevereAnomaliesAsCloudEventsUntilTheyAreTaken() {
        // Given: a receiver that refuses the first attempt
        // read here: an injected property would be asked of every test class of the module
        URI webhook = ConfigProvider.getConfig().getValue("courtside.notifications.webhooks", URI.class);
        AtomicInteger attempts = new AtomicInteger();
        try (HttpPeer receiver = HttpPeer.start(webhook.getPort())) {
            receiver.answer(request -> HttpPeer.Answer.json(attempts.incrementAndGet() == 1 ? 500 : 202, "{}"));
            TestingPoints points = TestingPoints.ofNewSeries().addCalm(0, 100);

            // When: a mild episode, and later a critical one
            points.add(100, 130).addCalm(101, 130).add(130, 900).post().statusCode(200);

            // Then
            await().atMost(Duration.ofSeconds(20)).until(() -> attempts.get() >= 2);
            List<JsonObject> events = receiver.requests().stream()
                    .map(request -> new JsonObject(request.body()))
                    .toList();
            assertThat(events)
                    .extracting(event -> event.getString("id"))
                    .containsOnly(events.getFirst().getString("id"));
            JsonObject event = events.getLast();
            assertThat(event.getString("specversion")).isEqualTo("1.0");
            assertThat(event.getString("type")).isEqualTo("dev.courtside.anomaly.detected");
            assertThat(event.getJsonObject("data").getString("severity")).isEqualTo("critical");
            assertThat(event.getJsonObject("data").getString("metric")).isEqualTo(points.metric());
            assertThat(receiver.requests().getFirst().header("content-type"))
                    .startsWith("application/cloudevents+json");
        }
    }
}
