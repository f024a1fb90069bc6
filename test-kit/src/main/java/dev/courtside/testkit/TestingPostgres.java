package dev.courtside.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;

/**
 * The one Postgres of a test JVM. What is known of it is kept in system properties: Quarkus loads test classes with several
 * class loaders, each with statics of its own.
 */
final class TestingPostgres {
    private static final String PORT = "testkit.postgres.port";
    private static final String DIRECTORY = "testkit.postgres.directory";
    private static final Duration STARTUP = Duration.ofSeconds(60);

    private final int port;
    private final Path directory;

    private TestingPostgres(int port, Path directory) {
        this.port = port;
        this.directory = directory;
    }

    static TestingPostgres shared() {
        // The system properties are the lock too: the only object that all class loaders share.
        synchronized (System.getProperties()) {
            String port = System.getProperty(PORT);
            if (port != null) {
                return new TestingPostgres(Integer.parseInt(port), Path.of(System.getProperty(DIRECTORY)));
            }
            try {
                Path directory =
                        Files.createTempDirectory("courtside-postgres-").resolve("data");
                TestingPostgres fresh = new TestingPostgres(start(directory), directory);
                System.setProperty(PORT, Integer.toString(fresh.port));
                System.setProperty(DIRECTORY, directory.toString());
                Runtime.getRuntime().addShutdownHook(new Thread(fresh::kill));
                return fresh;
            } catch (IOException failure) {
                throw new UncheckedIOException("Postgres does not start", failure);
            }
        }
    }

    int port() {
        return port;
    }

    /** The administrator's URL of a database. */
    String url(String database) {
        return "postgresql://postgres:postgres@127.0.0.1:" + port + "/" + database;
    }

    void kill() {
        Path pidFile = directory.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        try {
            long pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
            Files.copy(
                    Path.of("/proc", Long.toString(pid), "cmdline"),
                    commandFile(),
                    StandardCopyOption.REPLACE_EXISTING);
            // SIGQUIT is Postgres' immediate shutdown: it takes its backends along and recovers at the next start.
            new ProcessBuilder("kill", "-QUIT", Long.toString(pid)).start().waitFor();
            ProcessHandle.of(pid).ifPresent(TestingPostgres::awaitExit);
            Files.deleteIfExists(pidFile);
        } catch (IOException failure) {
            throw new UncheckedIOException("Postgres can't be killed", failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Runs the very command again: the embedding library can't start twice on one directory in one JVM. */
    void startAgain() {
        try {
            List<String> command = new ArrayList<>();
            if (System.getProperty("user.name").equals("root")) {
                // Postgres refuses to run as root; in a user namespace it sees another user.
                command.addAll(List.of("unshare", "-U"));
            }
            command.addAll(List.of(Files.readString(commandFile()).split("\0")));
            new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolveSibling("restarted.log").toFile())
                    .start();
            Awaitility.await("Postgres again")
                    .atMost(STARTUP)
                    .ignoreExceptions()
                    .until(() -> {
                        DriverManager.getConnection(
                                        "jdbc:postgresql://127.0.0.1:" + port + "/postgres", "postgres", "postgres")
                                .close();
                        return true;
                    });
        } catch (IOException failure) {
            throw new UncheckedIOException("Postgres does not start again", failure);
        }
    }

    private Path commandFile() {
        return directory.resolveSibling("command");
    }

    @SuppressWarnings("resource") // it lives as long as the JVM or until it is killed
    private static int start(Path directory) throws IOException {
        return EmbeddedPostgres.builder()
                // the library's default loses commits at a kill, which is just what outage tests look for
                .setServerConfig("synchronous_commit", "on")
                .setDataDirectory(directory.toFile())
                .setCleanDataDirectory(false)
                .setPGStartupWait(STARTUP)
                .setServerConfig("fsync", "off")
                .setServerConfig("max_connections", "200")
                .start()
                .getPort();
    }

    private static void awaitExit(ProcessHandle process) {
        try {
            process.onExit().get(10, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException stuck) {
            process.destroyForcibly();
        }
    }
}
