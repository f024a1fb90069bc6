package dev.courtside.kit.migrate;

import dev.courtside.kit.config.Secrets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.output.MigrateResult;

/**
 * Brings one service's schema up to date: the role {@code courtside_<service>} with rights on the schema
 * {@code <service>} alone, then the migrations of the kit ({@code db/kit}) and of the service ({@code db/migration}).
 */
public final class Migration {
    private static final List<String> SERVICES = List.of("gateway", "anomaly", "experiment", "region");
    /** Roles are shared by a whole cluster: services that migrate at once take turns. */
    private static final long ROLE_LOCK = 0x636f757274L;

    private final String service;
    private final DatabaseUrl url;
    private final String rolePassword;

    /** @param url with a user that may create schemas and roles */
    public Migration(String service, DatabaseUrl url, String rolePassword) {
        if (!SERVICES.contains(service)) {
            throw new IllegalArgumentException("service '" + service + "' is none of " + SERVICES);
        }
        this.service = service;
        this.url = url;
        this.rolePassword = rolePassword;
    }

    static int command(String service, Map<String, String> environment, String... args) {
        try {
            String admin = environment.getOrDefault(
                    "COURTSIDE_DATABASE_ADMIN_URL", environment.getOrDefault("COURTSIDE_DATABASE_URL", ""));
            if (admin.isBlank()) {
                System.err.println("migrate: COURTSIDE_DATABASE_ADMIN_URL is not set; it must look like"
                        + " postgresql://admin:password@host:5432/courtside");
                return 2;
            }
            String password = Secrets.of(
                            Optional.ofNullable(environment.get("COURTSIDE_DATABASE_PASSWORD")),
                            Optional.ofNullable(environment.get("COURTSIDE_DATABASE_PASSWORD_FILE"))
                                    .map(Path::of))
                    .orElse("");
            if (password.isEmpty()) {
                System.err.println("migrate: COURTSIDE_DATABASE_PASSWORD (or …_FILE) is not set; it becomes the"
                        + " password of the role courtside_" + service);
                return 2;
            }
            Migration migration = new Migration(service, DatabaseUrl.parse(admin), password);
            int applied = migration.run();
            System.out.println("migrate: schema " + service + " is up to date (" + applied + " applied)");
            if (args.length > 1 && args[1].equals("--new-generation")) {
                migration.newGeneration();
                System.out.println(
                        "migrate: schema " + service + " has a new generation; followers wait for an operator");
            }
            return 0;
        } catch (IllegalArgumentException | SQLException | FlywayException e) {
            System.err.println("migrate: " + service + ": " + e.getMessage());
            return 1;
        }
    }

    /** @return the number of migrations that were applied now */
    public int run() throws SQLException {
        createRoleAndSchema();
        MigrateResult result = Flyway.configure(Thread.currentThread().getContextClassLoader())
                .dataSource(url.jdbc(), url.user(), url.password())
                .schemas(service)
                .defaultSchema(service)
                .locations("classpath:db/kit", "classpath:db/migration")
                .failOnMissingLocations(false)
                .load()
                .migrate();
        return result.migrationsExecuted;
    }

    /**
     * Marks the database as restored from a copy: its versions may repeat numbers that followers have already seen with
     * other content, so they wait until an operator accepts the new generation.
     */
    public void newGeneration() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("set local search_path = " + service);
            statement.executeUpdate("update installation set generation = gen_random_uuid()");
            statement.executeUpdate("update snapshot_version set generation = (select generation from installation)");
            connection.commit();
        }
    }

    private void createRoleAndSchema() throws SQLException {
        String role = "courtside_" + service;
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("select pg_advisory_xact_lock(" + ROLE_LOCK + ")");
            boolean exists;
            try (ResultSet found = statement.executeQuery("select 1 from pg_roles where rolname = '" + role + "'")) {
                exists = found.next();
            }
            // the service's name is one of four words, and the password is quoted by the server itself
            statement.execute((exists ? "alter role " : "create role ") + role + " login password "
                    + quoted(statement, rolePassword));
            statement.execute("create schema if not exists " + service);
            statement.execute("alter role " + role + " set search_path = " + service);
            statement.execute("revoke all on schema public from public");
            statement.execute("grant usage on schema " + service + " to " + role);
            statement.execute(
                    "grant select, insert, update, delete on all tables in schema " + service + " to " + role);
            statement.execute("grant usage on all sequences in schema " + service + " to " + role);
            statement.execute("alter default privileges in schema " + service
                    + " grant select, insert, update, delete on tables to " + role);
            statement.execute("alter default privileges in schema " + service + " grant usage on sequences to " + role);
            connection.commit();
        }
    }

    private Connection connect() throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", url.user());
        login.setProperty("password", url.password());
        return DriverManager.getConnection(url.jdbc(), login);
    }

    private static String quoted(Statement statement, String text) throws SQLException {
        return statement.enquoteLiteral(text);
    }
}
