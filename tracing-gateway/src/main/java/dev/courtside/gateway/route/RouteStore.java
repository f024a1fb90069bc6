package dev.courtside.gateway.route;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The SQL of routes. Every call runs on the connection it is given, so that its caller decides the transaction. */
@ApplicationScoped
public class RouteStore {
    private static final String COLUMNS = "definition::text AS definition, version, created_at, updated_at";

    private final ObjectMapper json;

    @Inject
    public RouteStore(ObjectMapper json) {
        this.json = json;
    }

    Uni<@Nullable StoredRoute> find(SqlClient sql, String name) {
        return one(sql, "SELECT " + COLUMNS + " FROM route WHERE name = $1", name);
    }

    /** Reads and locks the row until the transaction ends. */
    Uni<@Nullable StoredRoute> lock(SqlClient sql, String name) {
        return one(sql, "SELECT " + COLUMNS + " FROM route WHERE name = $1 FOR UPDATE", name);
    }

    /** The next routes by name after {@code after}. */
    Uni<List<StoredRoute>> list(SqlClient sql, String after, int limit) {
        return sql.preparedQuery("SELECT " + COLUMNS + " FROM route WHERE name > $1 ORDER BY name LIMIT $2")
                .execute(Tuple.of(after, limit))
                .map(this::all);
    }

    Uni<StoredRoute> put(SqlClient sql, RouteDefinition route) {
        return sql.preparedQuery("""
                        INSERT INTO route (name, version, definition) VALUES ($1, 1, $2::text::jsonb)
                        ON CONFLICT (name) DO UPDATE SET definition = excluded.definition,
                            version = route.version + 1, updated_at = clock_timestamp()
                        RETURNING definition::text AS definition, route.version, created_at, updated_at""")
                .execute(Tuple.of(route.name(), write(route)))
                .map(rows -> all(rows).getFirst());
    }

    Uni<Void> delete(SqlClient sql, String name) {
        return sql.preparedQuery("DELETE FROM route WHERE name = $1")
                .execute(Tuple.of(name))
                .replaceWithVoid();
    }

    private Uni<@Nullable StoredRoute> one(SqlClient sql, String query, String name) {
        return sql.preparedQuery(query).execute(Tuple.of(name)).map(rows -> {
            List<StoredRoute> found = all(rows);
            return found.isEmpty() ? null : found.getFirst();
        });
    }

    private List<StoredRoute> all(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false).map(this::stored).toList();
    }

    private StoredRoute stored(Row row) {
        return new StoredRoute(
                read(row.getString("definition")),
                row.getLong("version"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant());
    }

    private RouteDefinition read(String text) {
        try {
            return json.readValue(text, RouteDefinition.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("A stored route cannot be read", e);
        }
    }

    private String write(RouteDefinition route) {
        try {
            return json.writeValueAsString(route);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("A route cannot be written", e);
        }
    }
}
