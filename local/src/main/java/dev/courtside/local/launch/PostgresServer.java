package dev.courtside.local.launch;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** An embedded PostgreSQL 18 whose data survives it. */
final class PostgresServer implements AutoCloseable {
    private static final String DATABASE = "courtside";

    private final EmbeddedPostgres postgres;
    private final Path data;
    private final Path log;

    private PostgresServer(EmbeddedPostgres postgres, Path data, Path log) {
        this.postgres = postgres;
        this.data = data;
        this.log = log;
    }

    static PostgresServer start(Path data, int port, Path log) throws IOException, SQLException {
        EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setOverrideWorkingDirectory(
                        data.resolveSibling("postgres-binaries").toFile())
                .setPGStartupWait(Duration.ofSeconds(60))
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("max_connections", "200")
                .setServerConfig("shared_buffers", "64MB")
                // the library's defaults are for throw-away databases; this one must keep what it committed
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("fsync", "on")
                .setLocaleConfig("locale", "C")
                .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .setRegisterShutdownHook(false) // the launcher stops it, last of all
                .start();
        PostgresServer server = new PostgresServer(postgres, data, log);
        server.createDatabase();
        return server;
    }

    private void createDatabase() throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            boolean exists;
            try (var found = statement.executeQuery("select 1 from pg_database where datname = '" + DATABASE + "'")) {
                exists = found.next();
            }
            if (!exists) {
                statement.execute("create database " + DATABASE);
            }
        }
    }

    /** With the user that may create roles and schemas. */
    String adminUrl() {
        return "postgresql://postgres:postgres@127.0.0.1:" + postgres.getPort() + "/" + DATABASE;
    }

    long pid() throws IOException {
        return Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).getFirst().strip());
    }

    /**
     * How the running server can be started again after it was killed. PostgreSQL refuses to run as root; in a user
     * namespace of its own it does not see that it is.
     */
    ProcessSpec spec() throws IOException {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("unshare", "-U"));
        }
        String commandLine = Files.readString(Path.of("/proc", Long.toString(pid()), "cmdline"));
        command.addAll(Stream.of(commandLine.split("\0"))
                .filter(word -> !word.isEmpty())
                .toList());
        return new ProcessSpec("postgres", command, Map.of(), log);
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
