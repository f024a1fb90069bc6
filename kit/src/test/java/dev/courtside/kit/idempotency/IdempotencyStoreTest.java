package dev.courtside.kit.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.courtside.kit.database.Database;
import dev.courtside.kit.testing.TestingDatabase;
import io.vertx.mutiny.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class IdempotencyStoreTest {
    private static final Duration WAIT = Duration.ofSeconds(10);

    private static Vertx vertx;
    private static Database database;
    private static IdempotencyStore store;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        database = new TestingDatabase("experiment").database(vertx);
        store = new IdempotencyStore(database);
    }

    @AfterAll
    static void stop() {
        vertx.closeAndAwait();
    }

    @Test
    void shouldGiveTheFirstAnswerToTheSameRequest() {
        // Given
        IdempotencyStore.Request request = request("first-answer", "aa");
        claim(request);
        answer(request, "{\"key\":\"x\"}");

        // When
        IdempotencyStore.Earlier earlier = claim(request);

        // Then
        assertThat(earlier).isNotNull();
        assertThat(earlier.isSame(request)).isTrue();
        assertThat(earlier.status()).isEqualTo(201);
        assertThat(earlier.etag()).isEqualTo("\"1\"");
        assertThat(earlier.body()).asString(StandardCharsets.UTF_8).isEqualTo("{\"key\":\"x\"}");
    }

    @Test
    void shouldTellAnotherRequestUnderTheKeyApart() {
        // Given
        IdempotencyStore.Request request = request("apart", "aa");
        claim(request);

        // When
        IdempotencyStore.Earlier earlier = claim(request("apart", "bb"));

        // Then
        assertThat(earlier).isNotNull();
        assertThat(earlier.isSame(request("apart", "bb"))).isFalse();
        assertThat(earlier.isSame(request)).isTrue();
    }

    @Test
    void shouldKeepTheKeysOfTwoActorsApart() {
        // Given
        claim(request("shared", "aa"));

        // When
        IdempotencyStore.Earlier earlier = claim(new IdempotencyStore.Request("bob", "shared", "POST /v1/flags", "bb"));

        // Then
        assertThat(earlier).isNull();
    }

    @Test
    void shouldSayThatTheFirstStillRuns() {
        // Given
        claim(request("running", "aa"));

        // When
        IdempotencyStore.Earlier earlier = claim(request("running", "aa"));

        // Then
        assertThat(earlier).isNotNull();
        assertThat(earlier.status()).isNull();
    }

    @Test
    void shouldLetTheSameRequestTakeOverWhatItsProcessAbandoned() {
        // Given
        claim(request("abandoned", "aa"));
        age("abandoned", IdempotencyStore.ABANDONED.plusSeconds(1));

        // When
        IdempotencyStore.Earlier ofAnother = claim(request("abandoned", "bb"));
        IdempotencyStore.Earlier ofTheSame = claim(request("abandoned", "aa"));

        // Then
        assertThat(ofAnother).as("another request may not").isNotNull();
        assertThat(ofTheSame).isNull();
    }

    @Test
    void shouldFreeTheKeyOfAFailedRequestButNotOfAnAnsweredOne() {
        // Given
        claim(request("failed", "aa"));
        claim(request("answered", "aa"));
        answer(request("answered", "aa"), "{}");

        // When
        store.forget(request("failed", "aa")).await().atMost(WAIT);
        store.forget(request("answered", "aa")).await().atMost(WAIT);

        // Then
        assertThat(claim(request("failed", "aa"))).isNull();
        assertThat(claim(request("answered", "aa"))).isNotNull();
    }

    @Test
    void shouldForgetAnswersAfterADay() {
        // Given
        claim(request("old", "aa"));
        answer(request("old", "aa"), "{}");
        claim(request("young", "aa"));
        answer(request("young", "aa"), "{}");
        age("old", IdempotencyStore.KEPT.plusSeconds(1));
        age("young", IdempotencyStore.KEPT.minusMinutes(1));

        // When
        store.purge().await().atMost(WAIT);

        // Then
        assertThat(claim(request("old", "bb"))).isNull();
        assertThat(claim(request("young", "aa"))).isNotNull();
    }

    private static IdempotencyStore.Request request(String key, String sha256) {
        return new IdempotencyStore.Request("alice", key, "POST /v1/flags", sha256);
    }

    private static IdempotencyStore.@Nullable Earlier claim(IdempotencyStore.Request request) {
        return store.claim(request).await().atMost(WAIT);
    }

    private static void answer(IdempotencyStore.Request request, String body) {
        store.answered(request, 201, "application/json", "\"1\"", body.getBytes(StandardCharsets.UTF_8))
                .await()
                .atMost(WAIT);
    }

    private static void age(String key, Duration by) {
        database.withConnection(connection -> connection
                        .query("update idempotency set created_at = clock_timestamp() - interval '" + by.toSeconds()
                                + " seconds' where key = '" + key + "'")
                        .execute())
                .await()
                .atMost(WAIT);
    }
}
