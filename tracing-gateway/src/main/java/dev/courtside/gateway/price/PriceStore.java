package dev.courtside.gateway.price;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
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

/** The SQL of prices: one row per model. Every call runs on the connection it is given. */
@ApplicationScoped
public class PriceStore {
    private static final String COLUMNS = "model, prices::text AS prices, version, created_at, updated_at";
    private static final TypeReference<List<Price>> PRICES = new TypeReference<>() {};

    private final ObjectMapper json;

    @Inject
    public PriceStore(ObjectMapper json) {
        this.json = json;
    }

    Uni<@Nullable StoredPrice> find(SqlClient sql, String model) {
        return one(sql, "SELECT " + COLUMNS + " FROM price WHERE model = $1", model);
    }

    /** Reads and locks the row until the transaction ends. */
    Uni<@Nullable StoredPrice> lock(SqlClient sql, String model) {
        return one(sql, "SELECT " + COLUMNS + " FROM price WHERE model = $1 FOR UPDATE", model);
    }

    /** The next models by name after {@code after}. */
    Uni<List<StoredPrice>> list(SqlClient sql, String after, int limit) {
        return sql.preparedQuery("SELECT " + COLUMNS + " FROM price WHERE model > $1 ORDER BY model LIMIT $2")
                .execute(Tuple.of(after, limit))
                .map(this::all);
    }

    Uni<StoredPrice> put(SqlClient sql, ModelPrices prices) {
        return sql.preparedQuery("""
                        INSERT INTO price (model, version, prices) VALUES ($1, 1, $2::text::jsonb)
                        ON CONFLICT (model) DO UPDATE SET prices = excluded.prices,
                            version = price.version + 1, updated_at = clock_timestamp()
                        RETURNING model, prices::text AS prices, price.version, created_at, updated_at""")
                .execute(Tuple.of(prices.model(), write(prices.prices())))
                .map(rows -> all(rows).getFirst());
    }

    Uni<Void> delete(SqlClient sql, String model) {
        return sql.preparedQuery("DELETE FROM price WHERE model = $1")
                .execute(Tuple.of(model))
                .replaceWithVoid();
    }

    private Uni<@Nullable StoredPrice> one(SqlClient sql, String query, String model) {
        return sql.preparedQuery(query).execute(Tuple.of(model)).map(rows -> {
            List<StoredPrice> found = all(rows);
            return found.isEmpty() ? null : found.getFirst();
        });
    }

    private List<StoredPrice> all(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false).map(this::stored).toList();
    }

    private StoredPrice stored(Row row) {
        return new StoredPrice(
                new ModelPrices(row.getString("model"), read(row.getString("prices"))),
                row.getLong("version"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant());
    }

    private List<Price> read(String text) {
        try {
            return json.readValue(text, PRICES);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("A stored price cannot be read", e);
        }
    }

    private String write(List<Price> prices) {
        try {
            return json.writeValueAsString(prices);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("A price cannot be written", e);
        }
    }
}
