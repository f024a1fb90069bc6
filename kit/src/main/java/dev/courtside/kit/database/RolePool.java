package dev.courtside.kit.database;

import dev.courtside.kit.config.CourtsideConfig;
import dev.courtside.kit.config.Secrets;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnectOptions;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Connects as the service's own role, {@code courtside_<service>}, whatever user the URL names. */
@Singleton
public class RolePool implements PgPoolCreator {
    private final CourtsideConfig config;

    public RolePool(CourtsideConfig config) {
        this.config = config;
    }

    @Override
    public Pool create(Input input) {
        List<SqlConnectOptions> options = input.pgConnectOptionsList().stream()
                .map(url -> {
                    PgConnectOptions own = new PgConnectOptions(url).setUser("courtside_" + config.service());
                    Secrets.of(config.database().password(), config.database().passwordFile())
                            .ifPresent(own::setPassword);
                    own.setConnectTimeout(2_000);
                    return (SqlConnectOptions) own;
                })
                .toList();
        PoolOptions pool = new PoolOptions(input.poolOptions())
                // an outage must become an answer before a caller gives up
                .setConnectionTimeout(3)
                .setConnectionTimeoutUnit(TimeUnit.SECONDS)
                .setMaxWaitQueueSize(1_000);
        return PgBuilder.pool()
                .with(pool)
                .connectingTo(options)
                .using(input.vertx())
                .build();
    }
}
