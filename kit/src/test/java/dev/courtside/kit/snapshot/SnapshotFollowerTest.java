package dev.courtside.kit.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotFollowerTest {
    private static final Duration WAIT = Duration.ofSeconds(10);
    private static final UUID GENERATION = new UUID(1, 1);
    private static final UUID RESTORED = new UUID(2, 2);

    private static Vertx vertx;

    @TempDir
    Path directory;

    private final TestingSource source = new TestingSource();
    private final List<SnapshotFollower<String>> started = new ArrayList<>();

    /** A source that a test sets by hand. */
    private static final class TestingSource implements SnapshotSource {
        private final BroadcastProcessor<SnapshotVersion> versions = BroadcastProcessor.create();
        private final AtomicInteger fetches = new AtomicInteger();
        private volatile byte @Nullable [] present;
        private volatile @Nullable SnapshotVersion version;

        void publish(UUID generation, long epoch, long number, String data) {
            SnapshotVersion next = new SnapshotVersion(generation, epoch, number);
            present = SnapshotSource.envelope("things", next, data.getBytes(StandardCharsets.UTF_8));
            version = next;
            versions.onNext(next);
        }

        void fail() {
            present = null;
            version = null;
        }

        @Override
        public Uni<byte @Nullable []> fetch(@Nullable SnapshotVersion have) {
            fetches.incrementAndGet();
            if (version == null) {
                return Uni.createFrom().failure(new IllegalStateException("the source is down"));
            }
            return Uni.createFrom().item(version.equals(have) ? null : present);
        }

        @Override
        public Multi<SnapshotVersion> versions() {
            return versions;
        }
    }

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stop() {
        vertx.close();
    }

    @AfterEach
    void stopFollowers() {
        started.forEach(SnapshotFollower::stop);
    }

    @Test
    void shouldFollowNewVersions() {
        // Given
        source.publish(GENERATION, 0, 1, "\"one\"");
        SnapshotFollower<String> follower = follow();
        awaitValue(follower, "\"one\"");

        // When
        source.publish(GENERATION, 0, 2, "\"two\"");

        // Then
        awaitValue(follower, "\"two\"");
        assertThat(follower.age()).isNotNull().isLessThan(WAIT);
    }

    @Test
    void shouldStartFromTheDiskWhenTheSourceIsDown() throws IOException {
        // Given
        source.publish(GENERATION, 4, 7, "\"kept\"");
        SnapshotFollower<String> before = follow();
        awaitValue(before, "\"kept\"");
        Awaitility.await().atMost(WAIT).until(() -> Files.exists(directory.resolve("things.json")));
        before.stop();
        source.fail();

        // When
        SnapshotFollower<String> after = follow();

        // Then
        assertThat(after.current()).isEqualTo("\"kept\"");
        assertThat(after.version()).isEqualTo(new SnapshotVersion(GENERATION, 4, 7));
        assertThat(after.age()).as("nobody has confirmed it yet").isNull();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("things.json"))))
                .isEqualTo("rw-------");
        Awaitility.await().atMost(WAIT).until(() -> after.status().lastError() != null);
    }

    @Test
    void shouldStartEmptyFromATornCopy() throws IOException {
        // Given
        Files.writeString(directory.resolve("things.json"), "{\"kind\":\"things\",\"gener");
        source.fail();

        // When
        SnapshotFollower<String> follower = follow();

        // Then
        assertThat(follower.current()).isEqualTo("empty");
    }

    @Test
    void shouldRefuseWhatIsOlder() {
        // Given
        source.publish(GENERATION, 2, 5, "\"new\"");
        SnapshotFollower<String> follower = follow();
        awaitValue(follower, "\"new\"");
        int fetches = source.fetches.get();

        // When
        source.publish(GENERATION, 1, 9, "\"lower epoch\"");
        Awaitility.await().atMost(WAIT).until(() -> source.fetches.get() > fetches);
        source.publish(GENERATION, 2, 6, "\"newer\"");

        // Then
        awaitValue(follower, "\"newer\"");
    }

    @Test
    void shouldKeepItsCopyWhenTheNextCannotBeRead() {
        // Given
        source.publish(GENERATION, 0, 1, "\"good\"");
        SnapshotFollower<String> follower = follow();
        awaitValue(follower, "\"good\"");

        // When
        source.publish(GENERATION, 0, 2, "\"poison\"");
        Awaitility.await()
                .atMost(WAIT)
                .until(() -> "cannot parse".equals(follower.status().lastError()));

        // Then
        assertThat(follower.current()).isEqualTo("\"good\"");
    }

    @Test
    void shouldWaitForAnOperatorBeforeItTakesARestoredDatabase() {
        // Given
        source.publish(GENERATION, 0, 9, "\"before\"");
        SnapshotFollower<String> follower = follow();
        awaitValue(follower, "\"before\"");

        // When
        source.publish(RESTORED, 0, 3, "\"restored\"");
        Awaitility.await().atMost(WAIT).until(() -> follower.status().refusedGeneration() != null);

        // Then
        assertThat(follower.current()).isEqualTo("\"before\"");
        assertThat(follower.accept()).isTrue();
        awaitValue(follower, "\"restored\"");
        assertThat(follower.status().refusedGeneration()).isNull();
        assertThat(follower.accept()).isFalse();
    }

    private SnapshotFollower<String> follow() {
        SnapshotFollower<String> follower = new SnapshotFollower<>(
                "things",
                source,
                data -> {
                    String text = new String(data, StandardCharsets.UTF_8);
                    if (text.contains("poison")) {
                        throw new IllegalArgumentException("cannot parse");
                    }
                    return text;
                },
                "empty",
                directory,
                vertx);
        started.add(follower);
        follower.start();
        return follower;
    }

    private static void awaitValue(SnapshotFollower<String> follower, String value) {
        Awaitility.await()
                .atMost(WAIT)
                .untilAsserted(() -> assertThat(follower.current()).isEqualTo(value));
    }
}
