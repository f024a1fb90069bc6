package dev.courtside.gateway.credential;

import dev.courtside.gateway.GatewayConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The upstream keys: one file per key in {@code courtside.credentials-dir}, its name the credential's name, its content
 * the key. The directory is read at start and then looked at every second by a worker, so that a rotated key is used
 * without a restart and {@link #resolve} never touches the disk. Keys are never logged.
 */
@ApplicationScoped
public class Credentials {
    private static final Logger LOG = Logger.getLogger(Credentials.class);
    private static final long REFRESH_MILLIS = Duration.ofSeconds(1).toMillis();
    private static final long LARGEST_KEY_BYTES = 16 * 1024;
    private static final int MOST_KEYS = 1_000;

    private final Optional<Path> directory;
    private final Vertx vertx;
    private volatile Map<String, Key> keys = Map.of();
    private volatile boolean warned;
    private long timer = -1;

    private record Key(FileTime modified, long size, String value) {
        @Override
        public String toString() {
            return "Key[" + modified + "]"; // never the value
        }
    }

    @Inject
    public Credentials(GatewayConfig config, Vertx vertx) {
        this(config.credentialsDir(), vertx);
    }

    Credentials(Optional<Path> directory, Vertx vertx) {
        this.directory = directory;
        this.vertx = vertx;
    }

    void start(@Observes StartupEvent event) {
        if (directory.isPresent()) {
            refresh();
            timer = vertx.setPeriodic(REFRESH_MILLIS, id -> vertx.executeBlocking(this::refresh, false));
        }
    }

    void stop(@Observes ShutdownEvent event) {
        if (timer >= 0) {
            vertx.cancelTimer(timer);
        }
    }

    /** The key of that name, or null when there is none. Never blocks. */
    public @Nullable String resolve(String name) {
        Key key = keys.get(name);
        return key == null ? null : key.value;
    }

    /** Reads what has changed since the last time. Blocking. */
    final synchronized @Nullable Void refresh() {
        Path dir = directory.orElse(null);
        if (dir == null) {
            return null;
        }
        Map<String, Key> before = keys;
        Map<String, Key> after = new HashMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(dir)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                if (CredentialName.isValid(name) && Files.isRegularFile(file) && after.size() < MOST_KEYS) {
                    Key key = read(file, before.get(name));
                    if (key != null) {
                        after.put(name, key);
                    }
                }
            }
            keys = after;
            warned = false;
        } catch (IOException e) {
            // the keys already read go on being used: a directory that is remounted must not stop traffic
            if (!warned) {
                warned = true;
                LOG.warnf(
                        "Cannot read the credentials directory %s: %s",
                        dir, e.getClass().getSimpleName());
            }
        }
        return null;
    }

    private static @Nullable Key read(Path file, @Nullable Key before) {
        try {
            FileTime modified = Files.getLastModifiedTime(file);
            long size = Files.size(file);
            if (before != null && before.modified.equals(modified) && before.size == size) {
                return before;
            }
            if (size > LARGEST_KEY_BYTES) {
                LOG.warnf("Credential file %s is larger than %d bytes: ignored", file.getFileName(), LARGEST_KEY_BYTES);
                return null;
            }
            String value = Files.readString(file, StandardCharsets.UTF_8).strip();
            return value.isEmpty() ? before : new Key(modified, size, value); // empty: being written right now
        } catch (IOException e) {
            return before;
        }
    }
}
