package dev.courtside.gateway.route;

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

/** The snapshot of routes, which every replica of the gateway follows. */
@ApplicationScoped
public class RouteSnapshotContent implements SnapshotContent {
    private final Database database;
    private final RouteStore store;
    private final ObjectMapper json;

    @Inject
    public RouteSnapshotContent(Database database, RouteStore store, ObjectMapper json) {
        this.database = database;
        this.store = store;
        this.json = json;
    }

    /** The {@code data} of the snapshot. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Data(List<RouteDefinition> routes) {}

    @Override
    public String kind() {
        return RouteService.KIND;
    }

    @Override
    public Uni<byte[]> render() {
        return database.withConnection(sql -> store.list(sql, "", Integer.MAX_VALUE))
                .map(stored -> {
                    try {
                        return json.writeValueAsBytes(new Data(
                                stored.stream().map(StoredRoute::definition).toList()));
                    } catch (JsonProcessingException e) {
                        throw new UncheckedIOException("The snapshot of routes cannot be written", e);
                    }
                });
    }

    /** The table that a rendered snapshot describes. */
    public RouteTable parse(byte[] data) {
        try {
            return new RouteTable(json.readValue(data, Data.class).routes());
        } catch (IOException e) {
            throw new UncheckedIOException("A snapshot of routes cannot be read", e);
        }
    }
}
