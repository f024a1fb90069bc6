package dev.courtside.kit.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.courtside.kit.address.AddressRules;
import dev.courtside.kit.config.CourtsideConfig;
import dev.courtside.kit.database.Database;
import dev.courtside.kit.database.PgTx;
import dev.courtside.kit.lease.LeaseManager;
import dev.courtside.kit.problem.ProblemException;
import dev.courtside.kit.testing.TestingConfig;
import dev.courtside.kit.testing.TestingDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutboxRelayTest {
    private static final Duration WAIT = Duration.ofSeconds(10);

    private final List<JsonObject> received = new CopyOnWriteArrayList<>();
    private final List<String> contentTypes = new CopyOnWriteArrayList<>();
    private final AtomicInteger answer = new AtomicInteger(202);
    private final Outbox outbox = new Outbox();
    private Vertx vertx;
    private Database database;
    private HttpServer receiver;

    @BeforeEach
    void start() throws IOException {
        vertx = Vertx.vertx();
        database = new TestingDatabase("region").database(vertx);
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/hook", exchange -> {
            contentTypes.add(exchange.getRequestHeaders().getFirst("content-type"));
            received.add(new JsonObject(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            exchange.sendResponseHeaders(answer.get(), -1);
            exchange.close();
        });
        receiver.start();
    }

    @AfterEach
    void stop() {
        receiver.stop(0);
        vertx.closeAndAwait();
    }

    @Test
    void shouldSendACommittedEventOnceInTheStructuredFormat() {
        // Given
        OutboxRelay relay = relay();
        append(event("one"));

        // When
        tickUntil(relay, () -> outcome().equals("sent"));
        tick(relay);

        // Then
        assertThat(received).hasSize(1);
        assertThat(received.getFirst().getString("id")).isEqualTo("one");
        assertThat(received.getFirst().getString("specversion")).isEqualTo("1.0");
        assertThat(received.getFirst().getJsonObject("data").getString("to")).isEqualTo("us-west-2");
        assertThat(contentTypes).containsExactly("application/cloudevents+json");
    }

    @Test
    void shouldNotSendWhatWasRolledBack() {
        // Given
        OutboxRelay relay = relay();
        assertThatThrownBy(() -> database.inTransaction(
                                transaction -> outbox.append(new PgTx(transaction), event("undone"))
                                        .onItem()
                                        .failWith(() -> new IllegalStateException("the decision failed")))
                        .await()
                        .atMost(WAIT))
                .hasMessage("the decision failed");
        append(event("done"));

        // When
        tickUntil(relay, () -> !received.isEmpty());

        // Then
        assertThat(received).extracting(sent -> sent.getString("id")).containsExactly("done");
    }

    @Test
    void shouldTryARefusedEventAgainWithTheSameId() {
        // Given
        OutboxRelay relay = relay();
        answer.set(503);
        append(event("stubborn"));
        tickUntil(relay, () -> attempts() == 1);
        tick(relay);
        int beforeItsTime = received.size();
        answer.set(200);

        // When
        execute("update outbox set next_attempt_at = clock_timestamp()");
        tickUntil(relay, () -> outcome().equals("sent"));

        // Then
        assertThat(beforeItsTime).as("postponed, not repeated at once").isEqualTo(1);
        assertThat(received).extracting(sent -> sent.getString("id")).containsExactly("stubborn", "stubborn");
        assertThat(attempts()).isEqualTo(2);
    }

    @Test
    void shouldGiveUpAfterTheLastAttempt() {
        // Given
        OutboxRelay relay = relay();
        answer.set(500);
        append(event("hopeless"));
        execute("update outbox set attempts = " + (OutboxRelay.MOST_ATTEMPTS - 1));

        // When
        tickUntil(relay, () -> !outcome().isEmpty());

        // Then
        assertThat(outcome()).isEqualTo("given up");
    }

    @Test
    void shouldSendFromOneOfTwoReplicasOnly() {
        // Given
        OutboxRelay first = relay();
        OutboxRelay second = relay();
        append(event("a"));
        append(event("b"));

        // When
        Awaitility.await().atMost(WAIT).until(() -> {
            tick(first);
            tick(second);
            return count("settled_at is not null") == 2;
        });

        // Then
        assertThat(received).extracting(sent -> sent.getString("id")).containsExactly("a", "b");
    }

    @Test
    void shouldRefuseAWebhookOnTheMetadataAddress() {
        // Given
        CourtsideConfig config =
                TestingConfig.of(Map.of("courtside.notifications.webhooks", "http://169.254.169.254/latest"));

        // When / Then
        assertThatThrownBy(() -> new Webhooks(config, new AddressRules(config), vertx.getDelegate()))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().field()).isEqualTo("courtside.notifications.webhooks"));
    }

    private OutboxRelay relay() {
        CourtsideConfig config = TestingConfig.of(Map.of(
                "courtside.notifications.webhooks",
                "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook"));
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        OutboxRelay relay = new OutboxRelay(
                database,
                new LeaseManager(database, vertx.getDelegate(), meters),
                new Webhooks(config, new AddressRules(config), vertx.getDelegate()),
                meters);
        relay.onStart(new StartupEvent());
        return relay;
    }

    private static CloudEvent event(String id) {
        return new CloudEvent(
                id,
                "courtside/region-service",
                "dev.courtside.region.failover",
                "nba-demo",
                Instant.parse("2026-01-01T00:00:00Z"),
                Map.of("to", "us-west-2"));
    }

    private void append(CloudEvent event) {
        database.inTransaction(transaction -> outbox.append(new PgTx(transaction), event))
                .await()
                .atMost(WAIT);
    }

    private static void tick(OutboxRelay relay) {
        relay.onTick().await().atMost(WAIT);
    }

    private static void tickUntil(OutboxRelay relay, java.util.concurrent.Callable<Boolean> condition) {
        Awaitility.await().atMost(WAIT).until(() -> {
            tick(relay);
            return condition.call();
        });
    }

    private String outcome() {
        return one("select coalesce(max(outcome), '') from outbox", String.class);
    }

    private int attempts() {
        return one("select max(attempts) from outbox", Integer.class);
    }

    private long count(String condition) {
        return one("select count(*) from outbox where " + condition, Long.class);
    }

    private <T> T one(String sql, Class<T> type) {
        return database.withConnection(connection -> connection
                        .query(sql)
                        .execute()
                        .map(rows -> rows.iterator().next().get(type, 0)))
                .await()
                .atMost(WAIT);
    }

    private void execute(String sql) {
        database.withConnection(connection -> connection.query(sql).execute())
                .await()
                .atMost(WAIT);
    }
}
