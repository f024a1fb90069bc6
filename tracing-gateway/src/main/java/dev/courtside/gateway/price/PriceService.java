package dev.courtside.gateway.price;

import dev.courtside.gateway.admin.ConfigurationLog;
import dev.courtside.gateway.admin.ConfigurationLog.Change;
import dev.courtside.kit.database.Database;
import dev.courtside.kit.page.Cursors;
import dev.courtside.kit.page.Page;
import dev.courtside.kit.page.Preconditions;
import dev.courtside.kit.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads and changes prices. A change, its audit entry and the new snapshot version are one transaction. */
@ApplicationScoped
public class PriceService {
    /** The kind of the prices' snapshot. */
    public static final String KIND = "prices";

    private final Database database;
    private final PriceStore store;
    private final ConfigurationLog log;

    @Inject
    public PriceService(Database database, PriceStore store, ConfigurationLog log) {
        this.database = database;
        this.store = store;
        this.log = log;
    }

    /** What a write did. */
    record Written(StoredPrice price, boolean created) {}

    Uni<Page<StoredPrice>> list(@Nullable String cursor, int limit) {
        String after = Cursors.decode(cursor);
        return database.withConnection(sql -> store.list(sql, after, limit + 1))
                .map(found -> Cursors.page(found, limit, p -> p.prices().model()));
    }

    Uni<StoredPrice> get(String model) {
        return database.withConnection(sql -> store.find(sql, model)).map(found -> existing(model, found));
    }

    /** Adds a price to the model's, or replaces the one of the same provider and date. */
    Uni<Written> put(String model, Price price, @Nullable String ifMatch) {
        return database.inTransaction(sql -> store.lock(sql, model).flatMap(before -> {
                    Preconditions.check(ifMatch, before == null ? 0 : before.version());
                    ModelPrices kept = before == null ? new ModelPrices(model, List.of()) : before.prices();
                    return store.put(sql, kept.with(price))
                            .call(after -> log.record(
                                    sql,
                                    KIND,
                                    new Change(
                                            before == null ? "price.create" : "price.update",
                                            "prices/" + model,
                                            before == null ? null : before.prices(),
                                            after.prices())))
                            .map(after -> new Written(after, before == null));
                }))
                .invoke(log::committed);
    }

    /** Removes all prices of a model: its calls are unpriced from then on. */
    Uni<Void> delete(String model, @Nullable String ifMatch) {
        return database.inTransaction(sql -> store.lock(sql, model).flatMap(found -> {
                    StoredPrice before = existing(model, found);
                    Preconditions.check(ifMatch, before.version());
                    return store.delete(sql, model)
                            .call(() -> log.record(
                                    sql, KIND, new Change("price.delete", "prices/" + model, before.prices(), null)));
                }))
                .invoke(log::committed);
    }

    private static StoredPrice existing(String model, @Nullable StoredPrice found) {
        if (found == null) {
            throw ProblemException.notFound("price", model);
        }
        return found;
    }
}
