package dev.courtside.kit.testing;

import dev.courtside.kit.database.Database;
import dev.courtside.kit.migrate.DatabaseUrl;
import dev.courtside.kit.migrate.Migration;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** A fresh, migrated database on the one real Postgres of this JVM. The test-kit cannot be used here: it needs the kit. */
public final class TestingDatabase {
    private static final String PASSWORD = "it's a secret";

    private final String name = "kit_" + UUID.randomUUID().toString().replace("-", "");
    private final String service;

    private static final class Server {
        static final EmbeddedPostgres SHARED = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder().setLocaleConfig("locale", "C").start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    public TestingDatabase(String service) {
        this.service = service;
        try (var connection = Server.SHARED.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
            migration().run();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public Migration migration() {
        return new Migration(service, DatabaseUrl.parse(adminUrl()), PASSWORD);
    }

    public String adminUrl() {
        return "postgresql://postgres:postgres@127.0.0.1:" + Server.SHARED.getPort() + "/" + name;
    }

    public String url() {
        return "postgresql://127.0.0.1:" + Server.SHARED.getPort() + "/" + name;
    }

    public String password() {
        return PASSWORD;
    }

    /** A pool under the service's own role. */
    public Pool pool(Vertx vertx) {
        PgConnectOptions options = new PgConnectOptions()
                .setHost("127.0.0.1")
                .setPort(Server.SHARED.getPort())
                .setDatabase(name)
                .setUser("courtside_" + service)
                .setPassword(PASSWORD);
        return Pool.newInstance(PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(8))
                .connectingTo(options)
                .using(vertx.getDelegate())
                .build());
    }

    public Database database(Vertx vertx) {
        return new Database(pool(vertx));
    }
}
