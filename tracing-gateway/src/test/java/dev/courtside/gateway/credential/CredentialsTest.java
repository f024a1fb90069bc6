package dev.courtside.gateway.credential;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsTest {
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void shouldReadKeysAndFollowTheirRotation(@TempDir Path dir) throws Exception {
        // Given
        Path file = Files.writeString(dir.resolve("openai-main"), "sk-one\n");
        Credentials credentials = new Credentials(Optional.of(dir), vertx);
        credentials.refresh();
        String before = credentials.resolve("openai-main");

        // When
        Files.writeString(file, "sk-two\n");
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(10)));
        credentials.refresh();

        // Then
        assertThat(before).isEqualTo("sk-one");
        assertThat(credentials.resolve("openai-main")).isEqualTo("sk-two");
        assertThat(credentials.resolve("nothing")).isNull();
    }

    @Test
    void shouldForgetARemovedKeyButKeepAllWhenTheDirectoryIsGone(@TempDir Path dir) throws Exception {
        // Given
        Path keys = Files.createDirectory(dir.resolve("keys"));
        Files.writeString(keys.resolve("a"), "1");
        Files.writeString(keys.resolve("b"), "2");
        Credentials credentials = new Credentials(Optional.of(keys), vertx);
        credentials.refresh();

        // When
        Files.delete(keys.resolve("a"));
        credentials.refresh();
        Files.move(keys, dir.resolve("elsewhere"));
        credentials.refresh();

        // Then
        assertThat(credentials.resolve("a")).isNull();
        assertThat(credentials.resolve("b")).isEqualTo("2");
    }

    @Test
    void shouldNeverLeaveItsDirectory(@TempDir Path dir) throws Exception {
        // Given
        Path keys = Files.createDirectory(dir.resolve("keys"));
        Files.writeString(dir.resolve("outside"), "secret");
        Files.createDirectory(keys.resolve("folder"));
        Files.writeString(keys.resolve(".hidden"), "secret");
        Credentials credentials = new Credentials(Optional.of(keys), vertx);

        // When
        credentials.refresh();

        // Then
        assertThat(credentials.resolve("../outside")).isNull();
        assertThat(credentials.resolve("folder")).isNull();
        assertThat(credentials.resolve(".hidden")).isNull();
        assertThat(CredentialName.isValid("../outside")).isFalse();
        assertThat(CredentialName.isValid("a/b")).isFalse();
        assertThat(CredentialName.isValid("..")).isFalse();
    }
}
