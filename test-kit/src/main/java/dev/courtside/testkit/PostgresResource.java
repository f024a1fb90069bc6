package dev.courtside.testkit;

import dev.courtside.kit.migrate.DatabaseUrl;
import dev.courtside.kit.migrate.Migration;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A fresh, migrated database for a {@code @QuarkusTest} on a real Postgres that the whole JVM shares, with the tokens of
 * {@link TestTokens} trusted and a data directory of its own.
 *
 * <pre>
 * &#64;QuarkusTestResource(value = PostgresResource.class, initArgs = &#64;ResourceArg(name = "service", value = "anomaly"))
 * </pre>
 *
 * <p>Without a service there is a database but no schema.
 */
public class PostgresResource implements QuarkusTestResourceLifecycleManager {
    private static final String ROLE_PASSWORD = "courtside-test";

    static {
        // A test class with another profile loads all classes anew, but DriverManager looks for drivers only once per
        // JVM
        // and shows a driver only to the class loader that registered it.
        try {
            DriverManager.registerDriver(new org.postgresql.Driver());
        } catch (SQLException failure) {
            throw new ExceptionInInitializerError(failure);
        }
    }

    private @Nullable String service;

    @Override
    public void init(Map<String, String> initArgs) {
        service = initArgs.get("service");
    }

    /** First, so that other resources can override what it sets. */
    @Override
    public int order() {
        return -1_000; // Quarkus compares by subtraction: Integer.MIN_VALUE would overflow and come last
    }

    @Override
    public Map<String, String> start() {
        TestingPostgres postgres = TestingPostgres.shared();
        String database = "test_" + UUID.randomUUID().toString().replace("-", "");
        try {
            execute(postgres.url("postgres"), "create database " + database);
            if (service != null) {
                new Migration(service, DatabaseUrl.parse(postgres.url(database)), ROLE_PASSWORD).run();
            }
            Path dataDir = Files.createTempDirectory("courtside-test-");
            Map<String, String> config = new HashMap<>();
            config.put("courtside.database.url", "postgresql://127.0.0.1:" + postgres.port() + "/" + database);
            config.put("courtside.database.password", ROLE_PASSWORD);
            config.put("courtside.data-dir", dataDir.toString());
            config.put("courtside.security.trusted-tokens", TestTokens.trusted());
            config.put("courtside.security.service-token", TestTokens.OPERATOR);
            config.put("courtside.addresses.allowed", "127.0.0.0/8");
            config.put("courtside.privacy.unit-key", "test-unit-key");
            // Nobody listens on port 1: a test must not find the developer's own Courtside.
            for (String peer : new String[] {"gateway", "anomaly", "experiment", "region"}) {
                config.put("courtside.peers." + peer, "http://127.0.0.1:1");
            }
            return config;
        } catch (SQLException failure) {
            throw new IllegalStateException("no database for the test", failure);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void stop() {
        // The server is shared and ends with the JVM; databases of earlier classes cost nothing until then.
    }

    /** Kills Postgres, as an outage does: connections break, new ones are refused. */
    public static void stopPostgres() {
        TestingPostgres.shared().kill();
    }

    /** Starts a killed Postgres again, on its port and with its data. */
    public static void startPostgres() {
        TestingPostgres.shared().startAgain();
    }

    private static void execute(String url, String sql) throws SQLException {
        DatabaseUrl parsed = DatabaseUrl.parse(url);
        try (Connection connection = DriverManager.getConnection(parsed.jdbc(), parsed.user(), parsed.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
