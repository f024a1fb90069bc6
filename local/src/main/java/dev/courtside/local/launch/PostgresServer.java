package dev.courtside.local.launch;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** An embedded PostgreSQL 18 whose data survives it. */
final class PostgresServer implements AutoCloseable {
    private static final String DATABASE = "courtside";

    private final EmbeddedPostgres postgres;
    private final Path data;

    private PostgresServer(EmbeddedPostgres postgres, Path data) {
        this.postgres = postgres;
        this.data = data;
    }

    static PostgresServer start(Path data, int port) throws IOException, SQLException {
        EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setOverrideWorkingDirectory(data.resolveSibling("postgres-binaries").toFile())
                .setPGStartupWait(Duration.ofSeconds(60))
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("max_connections", "200")
                .setServerConfig("shared_buffers", "64MB")
                .setLocaleConfig("locale", "C")
                .setRegisterShutdownHook(false) // the launcher stops it, last of all
                .start();
        PostgresServer server = new PostgresServer(postgres, data);
        server.createDatabase();
        return server;
    }

    private void createDatabase() throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            boolean exists;
            try (var found =
                    statement.executeQuery("select 1 from pg_database where datname = '" + DATABASE + "'")) {
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
        return Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid"))
                .getFirst()
                .strip());
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
