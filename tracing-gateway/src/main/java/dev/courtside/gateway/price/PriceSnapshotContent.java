package dev.courtside.gateway.price;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.courtside.kit.database.Database;
import dev.courtside.kit.snapshot.SnapshotContent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** The snapshot of prices, which every replica of the gateway follows. */
@ApplicationScoped
public class PriceSnapshotContent implements SnapshotContent {
    private final Database database;
    private final PriceStore store;
    private final ObjectMapper json;

    @Inject
    public PriceSnapshotContent(Database database, PriceStore store, ObjectMapper json) {
        this.database = database;
        this.store = store;
        this.json = json;
    }

    /** The {@code data} of the snapshot. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Data(List<ModelPrices> prices) {}

    @Override
    public String kind() {
        return PriceService.KIND;
    }

    @Override
    public Uni<byte[]> render() {
        return database.withConnection(sql -> store.list(sql, "", Integer.MAX_VALUE))
                .map(stored -> {
                    try {
                        return json.writeValueAsBytes(new Data(
                                stored.stream().map(StoredPrice::prices).toList()));
                    } catch (JsonProcessingException e) {
                        throw new UncheckedIOException("The snapshot of prices cannot be written", e);
                    }
                });
    }

    /** The table that a rendered snapshot describes. */
    public PriceBook parse(byte[] data) {
        try {
            return new PriceBook(json.readValue(data, Data.class).prices());
        } catch (IOException e) {
            throw new UncheckedIOException("A snapshot of prices cannot be read", e);
        }
    }
}
